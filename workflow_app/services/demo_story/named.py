"""Penalties of the sample by their keys, and how a tale about one is written down."""

from datetime import date

from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES, party_of, spell_out
from workflow_app.domain.seeds.demo_penalty_table import Row
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.services.demo_story.tales import Penalty, Step, Tale
from workflow_app.services.demo_story.time import YEAR

_PUSHED = Row(
    "AG/2", "AG", "ZZ_ECOLOGY", "〔2026〕第141号", "2026-05-28", "monitoring", 20_000, rectify=True, remarks="另案处罚"
)  # fmt: skip
_SENT_BACK = Row("AE/2", "AE", "ZM_URBAN", "〔2026〕第042号", "2026-05-29", "road", 20_000, rectify=True)
BESIDE_THE_SAMPLE = tuple(spell_out(each, party_of(SUBJECT_BY_KEY[each.party])) for each in (_PUSHED, _SENT_BACK))
CELLS = {penalty.key: penalty.cells for penalty in (*DEMO_PENALTIES, *BESIDE_THE_SAMPLE)}


def tale(key: str, applicant: str, paid_on: str, rectified_on: str, *steps: Step) -> Tale:
    """Return the tale of a penalty of the sample; days are written without the year."""
    return Tale(Penalty.of(CELLS[key]), applicant, _day(paid_on), _day(rectified_on), steps)


def _day(text: str) -> date:
    return date.fromisoformat(f"{YEAR}-{text}")

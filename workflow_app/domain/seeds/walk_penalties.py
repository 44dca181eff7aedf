"""The decisions that a sandbox knows: those of the sample, and one with a fine as large as rules speak of."""

from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES, party_of, spell_out
from workflow_app.domain.seeds.demo_penalty_table import Row
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY

_LARGE = Row("AG/W", "AG", "ZZ_ECOLOGY", "〔2026〕第120号", "2026-04-22", "waste", 800_000, rectify=True)
_SPELT = spell_out(_LARGE, party_of(SUBJECT_BY_KEY[_LARGE.party]))
WALK_PENALTIES = (*DEMO_PENALTIES, _SPELT)
LARGE_FINE = f"{SUBJECT_BY_KEY[_LARGE.party].uscc} | {_SPELT.cells['CF_WSH']}"
"""What a walk calls the decision with the large fine."""

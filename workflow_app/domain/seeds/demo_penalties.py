"""Forty fictional decisions as a clerk's spreadsheet would hold them; the last three are wrong on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow_app.domain.money import to_wan
from workflow_app.domain.penalty_columns import COLUMN_BY_CODE, RESIDENT_CARD, SUBJECT_KINDS, SubjectKind
from workflow_app.domain.seeds.authorities import AUTHORITIES
from workflow_app.domain.seeds.demo_penalty_table import ROWS, Row
from workflow_app.domain.seeds.demo_subjects import PERSON_BY_KEY, SUBJECT_BY_KEY, DemoSubject
from workflow_app.domain.seeds.demo_violations import VIOLATIONS
from workflow_app.domain.sheets import Cell

_AUTHORITY_BY_CODE = {authority.code: authority for authority in AUTHORITIES}
_KIND_WORDS = {kind: word for word, kind in SUBJECT_KINDS.items()}
_FOR_EVER = "2099/12/31"


@dataclass(frozen=True, slots=True)
class DemoPenalty:
    """One decision: its cells by column code, and whether the import must refuse it."""

    key: str
    cells: dict[str, Cell]
    is_bad: bool = False


def spell_out(row: Row, party: Mapping[str, Cell]) -> DemoPenalty:
    """Spell a row of a table out into cells; `party` are those that say whom it is about."""
    authority, violation = _AUTHORITY_BY_CODE[row.authority], VIOLATIONS[row.violation]
    cells: dict[str, Cell] = {
        **party,
        "CF_WSH": authority.penalty_prefix.replace("罚", f"{row.series}罚") + row.number,
        "CF_WFXW": violation.type,
        "CF_SY": violation.facts,
        "CF_YJ": violation.basis,
        "CF_CFLB": ";".join(row.types),
        "CF_NR": _content(row),
        "CF_JDRQ": date.fromisoformat(row.decided_on),
        "CF_YXQ": _FOR_EVER,
        "CF_CFJG": authority.name_zh,
        "CF_CFJGDM": authority.uscc,
        "CF_LYDW": authority.name_zh,
        "CF_LYDWDM": authority.uscc,
        "XN_CFCX": "简易程序" if row.simple else "普通程序",
    }
    if row.fine:
        cells["CF_NR_FK"] = to_wan(Decimal(row.fine))
    optional = {"CF_NR_ZKDX": row.licence, "XN_SSLY": row.data_class, "BZ": row.remarks}
    cells.update({code: text for code, text in optional.items() if text})
    cells.update(row.wrong)
    return DemoPenalty(row.key, cells, bool(row.wrong))


def _party(key: str) -> dict[str, Cell]:
    """Return the cells that say whom a decision of the sample is about."""
    person = PERSON_BY_KEY.get(key)
    if person is not None:
        return {
            "CF_XDR_MC": person.name,
            "CF_XDR_LB": _KIND_WORDS[SubjectKind.PERSON],
            "CF_XDR_ZJLX": RESIDENT_CARD,
            "CF_XDR_ZJHM": person.identity_number,
        }
    return party_of(SUBJECT_BY_KEY[key])


def party_of(subject: DemoSubject) -> dict[str, Cell]:
    """Return the cells that say that a decision is about a subject, under the name it had."""
    return {
        "CF_XDR_MC": subject.former_name or subject.name,
        "CF_XDR_LB": _KIND_WORDS[subject.kind],
        "CF_XDR_SHXYM": subject.uscc,
        "CF_FRDB": subject.representative,
    }


def _content(row: Row) -> str:
    """Return what a decision orders."""
    parts = [
        *(["给予警告"] if "警告" in row.types else []),
        *([f"罚款人民币{row.fine}元"] if row.fine else []),
        *([f"暂扣{row.licence}三个月"] if row.licence else []),
        *(["责令改正违法行为"] if row.rectify else []),
    ]
    return "；".join(parts)


DEMO_PENALTIES = tuple(spell_out(row, _party(row.party)) for row in ROWS)

if not all(code in COLUMN_BY_CODE for penalty in DEMO_PENALTIES for code in penalty.cells):
    raise ValueError("expected column codes of the field set, but the demo table has others")

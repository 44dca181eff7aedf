"""In which words a permit is granted: the decision and the permit itself say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.letter_marks import chinese_date, english_date
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.permits import last_day
from workflow_app.repositories.case_work import CaseWork


@dataclass(frozen=True, slots=True)
class PermitWords:
    """What is permitted, under which conditions (empty where none), and from when to when; None is without end."""

    content: str
    conditions: str
    valid_from: date
    valid_to: date | None


def permit_words(work: CaseWork, content: MatterContent, answers: Mapping[str, object]) -> PermitWords:
    """Return the words of the decider, else those of the application; valid from today, as long as the edition says."""
    return PermitWords(
        _said(answers, "permit_content", "application_content") or content.name.zh,
        _said(answers, "permit_conditions"),
        work.today,
        last_day(work.read_calendar(), work.today, content.result.validity_months),
    )


def permit_values(words: PermitWords) -> dict[str, object]:
    """Return what the texts of letters may name of a permit."""
    zh, en = _validity(words)
    return {
        "permit_content": words.content,
        "permit_conditions": words.conditions or "无",
        "permit_conditions_en": words.conditions or "none",
        "permit_valid": zh,
        "permit_valid_en": en,
    }


def _said(answers: Mapping[str, object], *names: str) -> str:
    """Return the first of some answers that says anything."""
    texts = (str(answers.get(name) or "").strip() for name in names)
    return next((text for text in texts if text), "")


def _validity(words: PermitWords) -> tuple[str, str]:
    start, end = words.valid_from, words.valid_to
    if end is None:
        return f"自{chinese_date(start)}起，长期有效", f"from {english_date(start)}, until further notice"
    return f"自{chinese_date(start)}至{chinese_date(end)}", f"from {english_date(start)} to {english_date(end)}"

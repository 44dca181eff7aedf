"""What a walk through a draft can be about: decisions of the sandbox, matters that offer this way, broken pledges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow_app.domain.breaches import PROCESS
from workflow_app.domain.gate import Channel
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.matters import Applicant
from workflow_app.domain.process_facts import ProcessFacts, read_facts
from workflow_app.domain.seeds.demo_subjects import SUBJECTS, DemoSubject
from workflow_app.domain.seeds.walk_cast import AUTHORITY
from workflow_app.domain.time import local_date
from workflow_app.domain.walk_abouts import About
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.case_about import APPLICANTS
from workflow_app.services.matter_rows import content_of
from workflow_app.services.sandboxes import Sandbox

CLEAN, FINED = "S", "B"
"""The enterprise of the sandbox against which nothing stands, and one with a decision that can be repaired."""
BROKEN = {
    BreachKind.NON_PERFORMANCE: ("承诺事项未履行", "what was pledged was not done"),
    BreachKind.FALSE_PLEDGE: ("承诺内容不实", "what was pledged was untrue"),
}
"""How a pledge can have been broken, as it is offered."""
_FIRST = sorted(SUBJECTS, key=lambda each: each.key != CLEAN)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a case can be about, as an act names it, with the words for it."""

    about: str
    subject: str
    name_zh: str
    name_en: str
    fine: Decimal | None = None


def choices_of(sandbox: Sandbox, files: Mapping[str, bytes]) -> tuple[Choice, ...]:
    """Return what a case of a process can be about in a sandbox; the one that is likely wanted comes first."""
    facts = read_facts(files["process.toml"])
    with sandbox.tools.database.read() as unit:
        today = local_date(sandbox.clock.now())
        if facts.takes_matters:
            return tuple(_matters(unit, sandbox.key, facts, today))
        if facts.record_kinds:
            return tuple(_records(unit, facts))
    if sandbox.key == PROCESS:
        return tuple(_breaches(facts))
    return tuple(Choice(str(About(each.uscc)), each.name, "", "") for each in _FIRST if _takes(facts, each))


def _matters(unit: UnitOfWork, key: str, facts: ProcessFacts, today: date) -> Iterator[Choice]:
    for rows in unit.matters.list_in_force(today):
        content = content_of(rows.edition)
        subject = _applicant(facts, content.applicants)
        if subject is not None and (key in content.ways or key not in set(Channel)):
            about = About(subject.uscc, authority=rows.authority.code, matter=rows.matter.code)
            yield Choice(str(about), subject.name, content.name.zh, content.name.en)


def _applicant(facts: ProcessFacts, wanted: tuple[Applicant, ...]) -> DemoSubject | None:
    """Return the first enterprise of the kind that may apply."""
    return next((each for each in _FIRST if _takes(facts, each) and APPLICANTS[each.kind] in wanted), None)


def _records(unit: UnitOfWork, facts: ProcessFacts) -> Iterator[Choice]:
    for seed in sorted(SUBJECTS, key=lambda each: each.key != FINED):
        subject = unit.subjects.find_by_uscc(seed.uscc)
        if subject is None or not _takes(facts, seed):
            continue
        for record in unit.records.list_in_force(subject.id, sorted(facts.record_kinds)):
            number = record.document_no
            yield Choice(str(About(seed.uscc, number)), seed.name, number, number, record.fine)


def _breaches(facts: ProcessFacts) -> Iterator[Choice]:
    """Yield the ways in which the first enterprise may have broken a pledge that it gave to the office."""
    for subject in [each for each in _FIRST if _takes(facts, each)][:1]:
        for kind, (zh, en) in BROKEN.items():
            about = About(subject.uscc, authority=AUTHORITY, breach=kind.value)
            yield Choice(str(about), subject.name, zh, en)


def _takes(facts: ProcessFacts, subject: DemoSubject) -> bool:
    return subject.kind.value in facts.subject_kinds

"""A change of the rules on its way: the period of correction and the letter that names it, in one change set."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from workflow_app.domain.change_sets import SetTerms
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.services.change_set_deciding import consent
from workflow_app.services.change_set_joining import begin_process
from workflow_app.services.change_set_lines import list_sets
from workflow_app.services.change_set_proposals import propose_in_set
from workflow_app.services.change_set_submitting import submit_set
from workflow_app.services.change_sets import begin_set
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import YEAR, at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import digest, save_file

KEY, LETTER = "credit_repair", "letters/t08_correct.toml"
OFFICE, NUMBER = "牟城县社会信用体系建设领导小组办公室（演示）", "牟信用办〔2026〕17号（示例）"
TERMS = SetTerms(
    "R2026：补正期限 10 日改为 5 日",
    date(YEAR, 10, 12),
    NUMBER,
    "申请人补正材料的期限由十个工作日改为五个工作日，补正通知书同时写明可以分次上传。",
)
VALUE = {"key": "repair.correction_wd", "regime": "R2026", "unit": "WORKING_DAYS", "value": "5"}
SENTENCES = (
    ("逾期不补正的，", "期限届满前可以分次上传。逾期不补正的，"),
    ("If nothing is supplied in time", "Until then it may be uploaded bit by bit. If nothing is supplied in time"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that one person does to the change set."""

    when: str
    who: str
    does: Callable[..., object]


def rules_changed() -> list[Event]:
    """Return the day on which the set is written, submitted, and consented to by the first of two."""
    steps = (
        Step("14:10", "process_admin", _begins),
        Step("14:30", "process_admin", _writes_letter),
        Step("15:05", "system_admin", _proposes),
        Step("15:20", "process_admin", _submits),
        Step("16:40", "security_admin", _consents),
    )
    return [Event(at("09-28", each.when), partial(each.does, who=each.who), TERMS.title) for each in steps]


def _begins(town: Town, who: str) -> None:
    paper = town.draw(
        "regulation", office=OFFICE, number=NUMBER, title="关于缩短信用修复补正期限的通知", text=TERMS.reason
    )
    file = ChosenFile(paper.filename, paper.media_type, io.BytesIO(paper.content))
    begin_set(TERMS, file, actor=town.person(who), tools=town.tools)


def _writes_letter(town: Town, who: str) -> None:
    actor, tools = town.person(who), town.tools
    draft_id = begin_process(_the_set(town)[0], KEY, actor=actor, tools=tools)
    before = read_draft_file(draft_id, LETTER, actor=actor, tools=tools)
    text = before.decode()
    for old, new in SENTENCES:
        text = text.replace(old, new, 1)
    save_file(draft_id, LETTER, text.encode(), seen=digest(before), actor=actor, tools=tools)


def _proposes(town: Town, who: str) -> None:
    propose_in_set(_the_set(town)[0], ProposeChange("PARAMETER", VALUE), actor=town.person(who), tools=town.tools)


def _submits(town: Town, who: str) -> None:
    set_id, seen = _the_set(town)
    submit_set(set_id, seen=seen, actor=town.person(who), tools=town.tools)


def _consents(town: Town, who: str) -> None:
    set_id, seen = _the_set(town)
    consent(set_id, seen=seen, actor=town.person(who), tools=town.tools)


def _the_set(town: Town) -> tuple[str, int]:
    """Return the id and the revision of the one change set."""
    (line,) = list_sets(actor=town.person("process_admin"), tools=town.tools)
    return line.id, line.revision

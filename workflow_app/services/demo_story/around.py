"""What happens beside the cases: a court shields a record for the time being, and a decision is under appeal."""

from datetime import date

from workflow_app.domain.commands.hiding import HideRecord, HidingFilter, SettleHiding
from workflow_app.domain.commands.inlets import RegisterAppeal
from workflow_app.domain.hiding import HidingReason
from workflow_app.domain.inlets import AppealResult
from workflow_app.services.appeals import register_appeal
from workflow_app.services.demo_story.named import CELLS
from workflow_app.services.demo_story.tales import Penalty
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import YEAR, at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.hiding import hide_record, settle_hiding
from workflow_app.services.hiding_views import list_hidings

SHIELDED, APPEALED = Penalty.of(CELLS["M/2"]), Penalty.of(CELLS["AH/1"])
RULING = "（2026）豫0122行初58号裁定停止执行，行政诉讼期间暂不公示，判决生效后再定。"
APPEAL_NO, APPEAL_ON = "（郑复）受字〔2026〕第37号", date(YEAR, 9, 22)


def around() -> list[Event]:
    """Return what happens, each by who does it in the service."""
    return [
        Event(at("09-22", "10:40"), _hides, SHIELDED.document_no),
        Event(at("09-22", "15:30"), _confirms, SHIELDED.document_no),
        Event(at("09-24", "11:20"), _appeals, APPEALED.document_no),
    ]


def _hides(town: Town) -> None:
    record = town.record(SHIELDED.document_no, SHIELDED.uscc)
    command = HideRecord(record.id, HidingReason.COURT_ORDER, RULING)
    hide_record(command, actor=town.person("data_clerk"), tools=town.tools)


def _confirms(town: Town) -> None:
    head = town.person("section_head")
    page, _waiting = list_hidings(HidingFilter(), actor=head, tools=town.tools)
    (found,) = page.items
    settle_hiding(SettleHiding(found.id, True, "裁定书已核对。", found.status), actor=head, tools=town.tools)  # noqa: FBT003 - the answer itself


def _appeals(town: Town) -> None:
    record = town.record(APPEALED.document_no, APPEALED.uscc)
    command = RegisterAppeal(record.id, AppealResult.PENDING, APPEAL_ON, APPEAL_NO)
    register_appeal(command, actor=town.person("data_clerk"), tools=town.tools)

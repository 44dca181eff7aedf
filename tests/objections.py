"""People around an intended repair: it comes on display, somebody objects, a handler judges, an examiner examines."""

from datetime import UTC, datetime

from office import Office
from publicity_modes import set_publicity

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import FileObjection, JudgeObjection, Verdict
from workflow_app.models import CaseClock
from workflow_app.services.cases import get_case
from workflow_app.services.judging import judge_objection
from workflow_app.services.objecting import ReceiptView, file_objection
from workflow_app.services.views import CaseView

MONDAY = datetime(2026, 8, 10, 1, 0, tzinfo=UTC)
"""09:00 in Shanghai; three working days of publicity are then the 11th, the 12th and the 13th."""
NAME, PHONE = "李明月", "13912345678"
STATEMENT = f"我叫{NAME}，电话{PHONE}。7月底仍看到该公司的渣土车未密闭上路，照片附后。"


def open_office(office: Office) -> Office:
    """Give an office that shows what it intends its handlers, on a Monday without holidays near."""
    set_publicity(office.tools, "BEFORE_REMOVAL")
    office.clock.instant = MONDAY
    office.hire("handler", Role.COMPLAINT_HANDLER)
    office.hire("head", Role.SECTION_HEAD)
    return office


def on_display(office: Office) -> CaseView:
    """Have B's repair reviewed and put on display."""
    case = office.complete(office.apply(), "first_reviewer", first_opinion="AGREE", duties=["FINE_PAID", "RECTIFIED"])
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.work()
    return now(office, case)


def now(office: Office, case: CaseView) -> CaseView:
    """Return a case as it stands."""
    return get_case(case.id, actor=office.people["decider"], tools=office.tools)


def object_to(office: Office, case: CaseView, **changed: object) -> ReceiptView:
    """Object as somebody of the public."""
    said = {
        "case_id": case.id,
        "ground": "NOT_RECTIFIED",
        "statement": STATEMENT,
        "name": NAME,
        "phone": PHONE,
        "relation": "NEIGHBOUR",
        "caller": "192.0.2.7",
    }
    return file_objection(FileObjection(**(said | changed)), tools=office.tools)  # type: ignore[arg-type] # of a test


def judge(
    office: Office, objection_id: str, verdict: Verdict = Verdict.ACCEPT, *, who: str = "handler", reason: str = ""
) -> str:
    """Judge an objection, and let the case hear of it."""
    command = JudgeObjection(objection_id, verdict, reason)
    status = judge_objection(command, actor=office.people[who], tools=office.tools)
    office.work()
    return status


def examine(office: Office, case: CaseView, outcome: str = "REJECTED") -> CaseView:
    """Complete the examination that waits."""
    findings = "经现场复核，车辆均已密闭，照片拍摄于整改之前。"
    done = office.complete(now(office, case), "handler", objection_outcome=outcome, objection_findings=findings)
    office.work()
    return now(office, done)


def clock(office: Office, case: CaseView, key: str = "repair.publicity") -> CaseClock:
    """Return the newest clock of a key."""
    with office.tools.database.read() as unit:
        return {each.key: each for each in unit.cases.clocks([case.id])}[key]

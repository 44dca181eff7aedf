"""Objecting to something public and reporting it, through the service, in a line each."""

from office import Office

from workflow_app.domain.commands.concerns import FileConcern, TakeUp
from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.concerns import Kind, Status, Target
from workflow_app.models import Concern
from workflow_app.services.concern_acts import take_up
from workflow_app.services.concerns import file_concern
from workflow_app.services.objecting import ReceiptView

SAID = "九月二日晚在中牟大道看到两辆没有密闭的渣土车。"
PHONE = "13912345678"


def said(about: str, **changed: str) -> FileObjection:
    """Return what somebody says about a thing."""
    words = {
        "ground": "BROKEN_PROMISE",
        "statement": SAID,
        "name": "李明月",
        "phone": PHONE,
        "relation": "NEIGHBOUR",
        "interest": "住在旁边的小区。",
        "language": "zh",
    }
    return FileObjection(about, **(words | changed))  # type: ignore[arg-type] # texts only


def report(office: Office, pledge_id: str, **changed: str) -> ReceiptView:
    """Report a pledge."""
    command = FileConcern(Kind.REPORT, Target.PLEDGE, pledge_id, said(pledge_id, **changed))
    return file_concern(command, tools=office.tools)


def the_concern(office: Office) -> Concern:
    """Return the one there is."""
    with office.tools.database.read() as unit:
        return unit.session.query(Concern).one()


def take(office: Office, *, taken: bool = True) -> Status:
    """Have the credit office say whether it is looked into."""
    reason = "" if taken else "与本机关职权无关。"
    command = TakeUp(the_concern(office).id, taken, reason)
    return take_up(command, actor=office.people["credit_office"], tools=office.tools)

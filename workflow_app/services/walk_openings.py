"""Opening the case of a walk: applied for by the applicant, or heard by the office, which alleges a breach."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.breaches import PROCESS
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.pledges import Allegation, MakePledge, PublishPledge
from workflow_app.domain.errors import NotFoundError, RefusedError
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.pledge_drafts import CLAUSES
from workflow_app.domain.pledges import PledgeKind, PromisedItem
from workflow_app.domain.seeds.walk_cast import APPLICANT
from workflow_app.domain.time import local_date
from workflow_app.domain.walk_abouts import About
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.opening import open_case
from workflow_app.services.pledging import make_pledge, publish
from workflow_app.services.sandboxes import Sandbox

OFFICE = f"{Role.CREDIT_OFFICE.value.lower()}_a"
PLEDGED, HOW, SIGNER = "试走：按期完成所承诺事项", "试走：查看现场", "试走签署人"
FACTS, EVIDENCE = "试走：期限届满，所承诺事项未完成。", "试走：现场检查记录。"


def open_walk(sandbox: Sandbox, about: About) -> str:
    """Open a case and return its id; raises what the services raise that do it, or RefusedError WALK_ABOUT."""
    if sandbox.key == PROCESS:
        return _allege(sandbox, about)
    command = OpenCase(sandbox.key, about.uscc, _values(sandbox, about))
    return open_case(command, actor=person_of(sandbox, APPLICANT), tools=sandbox.tools).id


def person_of(sandbox: Sandbox, username: str) -> Actor:
    """Return somebody who takes part; raises NotFoundError WALK_WHO."""
    if username not in sandbox.people:
        raise NotFoundError("WALK_WHO", who=username)
    return sandbox.people[username]


def _values(sandbox: Sandbox, about: About) -> dict[str, object]:
    """Return what a case is opened with; a decision is named by its number."""
    if about.document_no:
        with sandbox.tools.database.read() as unit:
            authorities = [each.id for each in unit.authorities.list_all()]
            found = unit.records.find_by_number([about.document_no], authority_ids=authorities)
        if not found:
            raise NotFoundError("RECORD_UNKNOWN")
        return {"record_id": found[0].id}
    return {"authority": about.authority, "matter": about.matter} if about.matter else {}


def _allege(sandbox: Sandbox, about: About) -> str:
    """Have the applicant pledge something and the office put it on display and allege that it was broken."""
    if not about.breach:
        raise RefusedError("WALK_ABOUT")
    tools, office = sandbox.tools, person_of(sandbox, OFFICE)
    item = PromisedItem(PLEDGED, how_zh=HOW, due_on=local_date(sandbox.clock.now()))
    pledge = MakePledge(PledgeKind.VOLUNTARY, about.uscc, about.authority, PLEDGED, (item,), CLAUSES, SIGNER)
    pledge_id = make_pledge(pledge, actor=person_of(sandbox, APPLICANT), tools=tools)
    publish(PublishPledge(pledge_id), actor=office, tools=tools)
    allegation = Allegation(pledge_id, BreachKind(about.breach), FACTS, EVIDENCE)
    return allege_breach(allegation, actor=office, tools=tools).id

"""Which person does the tasks of a role for the enterprises of a district, as the head of the section says."""

import re
from dataclasses import dataclass

from workflow_app.domain.actors import DESK_ROLES, Actor, Role
from workflow_app.domain.assigning import heads
from workflow_app.domain.commands.assigning import SetDistrict
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.texts import tidy, validate
from workflow_app.models import DistrictPost
from workflow_app.repositories.sections import Sections
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record
from workflow_app.services.tools import Tools

_DISTRICT = re.compile(r"[0-9]{6}")
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class DistrictView:
    """One district and who has it."""

    id: str
    district: str
    name: str
    role: str
    account_id: str
    person: str


def list_districts(*, actor: Actor, tools: Tools) -> tuple[DistrictView, ...]:
    """Return the districts of the authorities whose section somebody heads."""
    with tools.database.read() as unit:
        found = Sections(unit.session).list_posts(_headed(actor))
        return tuple(
            DistrictView(post.id, post.district, post.name, post.role, post.account_id, person)
            for post, person in found
        )


def set_district(command: SetDistrict, *, actor: Actor, tools: Tools) -> None:
    """Give a district to somebody at each authority headed where they hold the role.

    Raises ForbiddenError ROLE_NEEDED, InvalidError on /district, /name, /role or /account_id.
    """
    headed, name = _headed(actor), tidy(command.name)
    _check(command, name)
    with tools.database.write() as unit:
        sections = Sections(unit.session)
        places = [
            authority_id
            for authority_id in headed
            if command.account_id in {each.id for each in sections.holders(authority_id, command.role, None)}
        ]
        if not places:
            raise InvalidError(FieldError("/account_id", "GIVEN_WITHOUT_ROLE" if command.account_id else "REQUIRED"))
        for authority_id in places:
            _put(unit, authority_id, command, name, actor, tools)
        unit.commit()


def free_district(post_id: str, *, actor: Actor, tools: Tools) -> None:
    """Take a district from whoever has it; raises NotFoundError DISTRICT_UNKNOWN for all but the head there."""
    with tools.database.write() as unit:
        sections = Sections(unit.session)
        post = sections.get_post(post_id)
        if post is None or not heads(actor, post.authority_id):
            raise NotFoundError("DISTRICT_UNKNOWN")
        told = {"district": post.district, "role": post.role, "account_id": post.account_id}
        sections.drop(post)
        now = tools.clock.now()
        record(unit, authority=post.authority_id, actor=actor, action="district.freed", data=told, now=now)
        unit.commit()


def _put(unit: UnitOfWork, authority_id: str, command: SetDistrict, name: str, actor: Actor, tools: Tools) -> None:
    post = Sections(unit.session).find_post(authority_id, command.role, command.district)
    if post is None:
        post = DistrictPost(authority_id=authority_id, role=command.role, district=command.district)
        unit.add(post)
    post.account_id, post.name = command.account_id, name
    told = {"district": command.district, "role": command.role, "account_id": command.account_id}
    now = tools.clock.now()
    record(unit, authority=authority_id, actor=actor, action="district.assigned", data=told, now=now)


def _check(command: SetDistrict, name: str) -> None:
    wrong = []
    if not _DISTRICT.fullmatch(command.district):
        wrong.append(FieldError("/district", "INVALID_DISTRICT" if command.district else "REQUIRED"))
    if not name:
        wrong.append(FieldError("/name", "REQUIRED"))
    wrong += [FieldError("/name", each.code, each.values) for each in validate(name, maximum=LONGEST_NAME)]
    if command.role not in DESK_ROLES:
        wrong.append(FieldError("/role", "NOT_A_CHOICE" if command.role else "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)


def _headed(actor: Actor) -> list[str]:
    """Return the authorities whose section somebody heads; raises ForbiddenError where there are none."""
    found = sorted({str(each.authority_id) for each in actor.grants if each.role is Role.SECTION_HEAD})
    if not found:
        raise ForbiddenError("ROLE_NEEDED", role=Role.SECTION_HEAD.value)
    return found

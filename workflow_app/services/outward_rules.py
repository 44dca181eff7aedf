"""The values that say how people are told by mail and SMS, as they hold today."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.parameters import from_snapshot
from workflow_app.domain.time import local_date
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

SMS_FROM, SMS_UNTIL = "notice.sms_from_hour", "notice.sms_until_hour"
GATHER, GIVE_UP = "notice.gather", "notice.give_up"
CODE_VALID, CODE_ATTEMPTS, CODES_PER_HOUR = "contact.code_valid", "contact.code_attempts", "contact.codes_per_hour"


def number(unit: UnitOfWork, authority: Authority, key: str, tools: Tools) -> int:
    """Return one value at an authority today; raises ParameterMissingError."""
    today = local_date(tools.clock.now())
    kept = tools.calendars.parameters(authority, unit.authorities, regime=None, on=today)
    return from_snapshot(kept.content, key).amount


def home_of(unit: UnitOfWork, actor: Actor) -> Authority:
    """Return the authority somebody works for, else the first one: in its name codes are sent."""
    theirs = {grant.authority_id for grant in actor.grants}
    known = unit.authorities.list_all()
    return next((each for each in known if each.id in theirs), known[0])

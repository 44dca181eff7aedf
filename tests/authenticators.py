"""People who log in with a code besides the password: their authenticator, and the pages that ask for it."""

import time

import pyotp
from builders import Service
from page_readers import PASSWORD, Page, Reader, reader
from publicity_modes import set_parameter
from sqlalchemy import select, update

from workflow_app.domain.second_factor import REQUIRED_OF
from workflow_app.models import Account, SecondFactor

LOGIN, STEP, OWN = "/login", "/login/code", "/account/second-step"
HALF_MINUTE = 30


def code_of(secret: str, *, later: int = 0) -> str:
    """Return the code that an authenticator shows now, or some half minutes later."""
    return pyotp.TOTP(secret).at(int(time.time()) + later * HALF_MINUTE)


def code_used_last(service: Service, secret: str) -> str:
    """Return the newest code that was right, whatever the time is by now."""
    with service.tools.database.read() as unit:
        step = unit.session.scalar(select(SecondFactor.last_step))
    assert step is not None
    return pyotp.TOTP(secret).generate_otp(step)


def wrong(secret: str) -> str:
    """Return six digits that no authenticator with this secret shows about now."""
    near = {code_of(secret, later=step) for step in range(-3, 4)}
    return next(each for each in ("000000", "111111", "222222", "333333") if each not in near)


def secret_on(page: Page) -> str:
    """Return the key that a page shows for typing."""
    (key,) = page.all("//ol//details//code")
    return "".join(str(key.text_content()).split())


def codes_on(page: Page) -> list[str]:
    """Return the recovery codes that a page shows."""
    return [str(each.text_content()) for each in page.all("//ul[@class='xn-codes']//code")]


def enrolled(service: Service, username: str) -> tuple[Reader, str, list[str]]:
    """Have somebody set up an authenticator, and return them, its secret and their recovery codes."""
    who = reader(service, username)
    who.submit(who.get(OWN), "offer-form", {"proof": PASSWORD})
    page = who.get(OWN)
    secret = secret_on(page)
    shown = who.submit(page, "confirm-form", {"code": code_of(secret)}, expect=200)
    return who, secret, codes_on(shown)


def password_typed(service: Service, username: str, onward: str = "") -> Reader:
    """Return somebody whose password was right, before the second step."""
    who = reader(service)
    page = who.get(f"{LOGIN}?next={onward}" if onward else LOGIN)
    action, fields = page.form("//form[.//input[@name='password']]")
    fields.setlist("username", [username])
    fields.setlist("password", [PASSWORD])
    assert who.post(str(action), fields).location == STEP
    return who


def type_code(who: Reader, code: str, *, expect: int = 303) -> Page:
    """Type a code into the page of the second step."""
    return who.submit(who.get(STEP), "code-form", {"code": code}, expect=expect)


def time_passes(service: Service, username: str) -> None:
    """Let the code that was used last be long ago, as it is half a minute later."""
    with service.tools.database.write() as unit:
        account_id = unit.session.scalar(select(Account.id).where(Account.username == username))
        unit.session.execute(update(SecondFactor).where(SecondFactor.account_id == account_id).values(last_step=0))
        unit.commit()


def require_of(service: Service, *roles: str) -> None:
    """Let roles log in with a code, by the rules."""
    set_parameter(service.tools, REQUIRED_OF, ",".join(roles) or "NONE")

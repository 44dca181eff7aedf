"""The second step of a login: what counts as a code, and whose role asks for one."""

from enum import StrEnum

from workflow_app.domain.actors import DESK_ROLES

REQUIRED_OF = "account.second_step_roles"
"""The parameter that names the roles which log in with a code too: role codes with commas, or NONE."""
NOBODY = "NONE"
CODE_DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What recovery codes are made of: nothing that is mistaken for something else on paper."""
RECOVERY_LENGTH = 10


class Stage(StrEnum):
    """What a login still needs once the password was right: a code, or that an authenticator is set up first."""

    CODE = "CODE"
    ENROL = "ENROL"


def required_roles(value: str) -> frozenset[str]:
    """Return the roles named by the parameter; what is no role of the staff asks nobody."""
    return frozenset(value.split(",")) & {role.value for role in DESK_ROLES}


def tidy(text: str) -> str:
    """Return a code as it is compared, however it was typed."""
    return "".join(text.split()).replace("-", "").upper()


def grouped(code: str) -> str:
    """Return a recovery code as people read it: in two halves."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"

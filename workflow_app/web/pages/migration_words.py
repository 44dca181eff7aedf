"""Which running cases a version is for, what became of one, and why it stays, as words."""

from collections.abc import Mapping

from workflow_app.domain.migrating import Scope, Stays
from workflow_app.services.moving_along import Along
from workflow_app.web.wording import words as _


def migration_scopes(*, back: bool = False) -> dict[str, str]:
    """Return every choice of cases, the narrowest first; of those that take a version, or go `back` from it."""
    if back:
        return {
            Scope.NEW.value: _("No running case"),
            Scope.NOT_ACCEPTED.value: _("Running cases that are not accepted yet"),
            Scope.ALL.value: _("Every running case"),
        }
    return {
        Scope.NEW.value: _("Only cases filed from that day on"),
        Scope.NOT_ACCEPTED.value: _("Also cases that are not accepted yet"),
        Scope.ALL.value: _("All running cases"),
    }


def migration_scope_word(scope: str, *, back: bool = False) -> str:
    """Return which cases a version is for, or which go `back` from it."""
    return migration_scopes(back=back).get(scope, scope)


def along_words(along: Along | None) -> str:
    """Return how many running cases move along with what was confirmed; nothing where none were chosen."""
    if along is None:
        return ""
    return " " + _(
        "Running cases that take it too, as they stand now: %(moving)s; that stay, each with its reason: %(staying)s.",
        moving=along.moving,
        staying=along.staying,
    )


def stays_word(reason: str, element: str = "") -> str:
    """Return why a case stays on its version; nothing where it moves."""
    step = element or _("a step")
    words = {
        Stays.ELEMENT_GONE.value: _("It waits at “%(step)s”, which the version has no more", step=step),
        Stays.ELEMENT_CHANGED.value: _("It waits at “%(step)s”, which is something else in the version", step=step),
        Stays.ROLE_CHANGED.value: _("It waits at “%(step)s”, which somebody else does in the version", step=step),
        Stays.CLOCK_MISSING.value: _("Its limits do not fit those of the version"),
        Stays.STATE_GONE.value: _("The version does not know the state it is in"),
        Stays.MATTER_UNFIT.value: _("The version does not fit the matter it is about"),
        Stays.HAS_INCIDENT.value: _("A step of it failed and waits to be settled"),
        Stays.FAULT.value: _("Moving it failed; an incident says why"),
    }
    return words.get(reason, reason)


def migration_note(action: str, data: Mapping[str, object]) -> list[str]:
    """Return from which version to which a case moved, or why it stays, for its history."""
    if action not in {"case.migrated", "case.stayed"} or not data.get("old"):
        return []
    said = [_("version %(old)s → version %(new)s", old=data["old"], new=data.get("version"))]
    if action == "case.stayed":
        said = [_("version %(old)s", old=data["old"]), stays_word(str(data.get("why", "")), str(data.get("step", "")))]
    return said


WORDS = (migration_scope_word, migration_scopes, stays_word)

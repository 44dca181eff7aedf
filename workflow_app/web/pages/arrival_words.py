"""What was adapted in a diagram from elsewhere, in words; and our roles by what people call them in either language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from workflow_app.domain.actors import Role
from workflow_app.domain.process_arrivals import Adaptation
from workflow_app.web import languages
from workflow_app.web.pages.words import role_word
from workflow_app.web.wording import words as _

ROUTINE = frozenset({"ID_RENAMED", "NAMED_IN_ENGLISH", "FLOWS_LISTED", "FLOW_NAMED", "EXECUTABLE", "STRAY_OUT"})
"""What only writes the same otherwise; everything else changes what the diagram says."""
_NOTHING = "—"
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AdaptationLine:
    """One change: the element as it is called now, its line in the file that came, and what was done."""

    element: str
    line: int | None
    words: str
    is_routine: bool
    ran: bool


def adaptation_lines(adaptations: Iterable[Adaptation]) -> tuple[AdaptationLine, ...]:
    """Return the changes in words: first what would have run elsewhere, last what is only written otherwise."""
    lines = [
        AdaptationLine(
            each.element or "",
            each.line,
            _words(each),
            each.code in ROUTINE and not _ran(each),
            _ran(each),
        )
        for each in adaptations
    ]
    return tuple(sorted(lines, key=lambda each: (each.is_routine, not each.ran)))


def roles_by_word() -> dict[str, str]:
    """Return our roles by their words in every language, and by their own names."""
    found = {role.value: role.value for role in Role}
    for language in languages.LANGUAGES:
        with force_locale(language):
            found |= {role_word(role): role.value for role in Role}
    return found


def _ran(each: Adaptation) -> bool:
    return each.values.get("ran") is True or each.code in ("THROW_PLAIN", "ROLE_UNKNOWN")


def _foreign(said: Values) -> str:
    name, value, count = said["name"], said["value"], int(str(said.get("count", 1)))
    if said["ran"] and value:
        return _(
            "%(name)s = “%(value)s” is taken out; it ran in the other product. "
            "Choose an operation, a form or a letter.",
            name=name,
            value=value,
        )
    if said["ran"]:
        return _(
            "%(name)s is taken out; it ran in the other product. Choose an operation, a form or a letter.", name=name
        )
    if value:
        return _("%(name)s = “%(value)s” is taken out; nobody here reads it.", name=name, value=value)
    if count > 1:
        return _("%(name)s, %(count)s times, is taken out; nobody here reads it.", name=name, count=count)
    return _("%(name)s is taken out; nobody here reads it.", name=name)


def _begins(said: Values) -> str:
    kinds = {
        "message": _("A message"), "timer": _("A timer"), "signal": _("A signal"), "conditional": _("A condition"),
    }  # fmt: skip
    return _(
        "%(kind)s began it; now a case begins when somebody files it.", kind=kinds.get(str(said["kind"]), said["kind"])
    )


def _turned(said: Values) -> str:
    kinds = {
        "task": _("a task without a kind"), "manualTask": _("a manual task"), "sendTask": _("a send task"),
        "userTask": _("a user task"), "serviceTask": _("a service task"),
    }  # fmt: skip
    return _("It was %(was)s and is %(now)s.", was=kinds[str(said["was"])], now=kinds[str(said["now"])])


def _listed(said: Values) -> str:
    is_incoming = said["side"] == "incoming"
    return _("Its incoming flows are listed anew.") if is_incoming else _("Its outgoing flows are listed anew.")


def _role(said: Values) -> str:
    return _("“%(was)s” became the role %(now)s.", was=said["was"], now=role_word(str(said["now"])))


_TOLD: Mapping[str, Callable[[Values], str]] = {
    "KIND_TURNED": _turned,
    "ROLE_ADOPTED": _role,
    "FOREIGN_OUT": _foreign,
    "START_PLAIN": _begins,
    "FLOWS_LISTED": _listed,
}
_SAID: Mapping[str, LazyString] = {
    "POOL_OUT": _l("The empty pool “%(name)s” is taken out; only the process itself is run."),
    "MESSAGE_FLOW_OUT": _l("The message flow “%(name)s” to an empty pool is taken out."),
    "ROLE_UNKNOWN": _l("“%(was)s” is no role of this office. Choose the role of this step."),
    "FLOW_NAMED": _l("The flow from %(source)s to %(target)s had no identifier and has one now."),
    "FORM_ADOPTED": _l("“%(was)s” became the form %(now)s."),
    "DATA_OUT": _l("“%(name)s” (%(tag)s) is taken out; a diagram sees the routing values, and a case its documents."),
    "EXPRESSION_REWRITTEN": _l("“%(was)s” is written %(now)s."),
    "DURATION_REWRITTEN": _l("The time %(was)s is written %(now)s."),
    "THROW_PLAIN": _l("What it sent is taken out; a letter or an operation tells others."),
    "EXECUTABLE": _l("The process is marked as one that is run."),
    "ID_RENAMED": _l("%(was)s is called %(now)s."),
    "NAMED_IN_ENGLISH": _l("“%(name)s” is its English name too."),
    "STRAY_OUT": _l("What was drawn for %(ref)s, which does not exist, is taken out."),
}


def _words(each: Adaptation) -> str:
    if each.code in _TOLD:
        return _TOLD[each.code](each.values)
    return str(_SAID[each.code]) % {name: value or _NOTHING for name, value in each.values.items()}

"""Changes of a diagram in sentences, one for each."""

from collections.abc import Callable, Mapping

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Change, Snapshot, What
from workflow_app.web.pages.change_kinds import aspect_word, kind_word
from workflow_app.web.pages.change_names import Speaker, plain, said
from workflow_app.web.wording import run_on
from workflow_app.web.wording import words as _

FACTS = ("form", "internalLimit", "state", "operation", "parameter/kind", "decision", "event", "timer", "clock")
"""What is said of a new element, in this order; whatever else it says comes behind."""
SAID_ELSEWHERE = frozenset({"name", "nameEn", "role", "attachedToRef", "sourceRef", "targetRef"})
"""What the sentence of a new element says already."""
Wording = Callable[[Change, Speaker], str]


def diagram_sentence(change: Change, speak: Speaker) -> str:
    """Return one change of a diagram as a sentence, or several short ones."""
    wording: Mapping[What, Wording] = {
        What.ELEMENT: _element,
        What.FLOW: _flow,
        What.LAYOUT: _layout,
        What.NAME: _name,
    }
    return wording.get(change.what, _aspect_changed)(change, speak)


def _layout(change: Change, _speak: Speaker) -> str:
    return _("Shapes and lines that only moved on the drawing: %(count)s.", count=change.after)


def _aspect_changed(change: Change, speak: Speaker) -> str:
    before, after = _values(change, speak)
    values = {"name": said(change.about), "before": before, "after": after}
    if change.what is What.CONDITION:
        return _("The condition of the flow “%(name)s” changed: %(before)s → %(after)s.", **values)
    if change.what is What.DEFAULT:
        return _("The default flow of “%(name)s” changed: %(before)s → %(after)s.", **values)
    if change.part == ("role",):
        return _("“%(name)s” is now done by: %(after)s (before: %(before)s).", **values)
    return _("“%(name)s”: %(what)s changed: %(before)s → %(after)s.", what=_aspect(change), **values)


def _values(change: Change, speak: Speaker) -> tuple[str, str]:
    if change.what is What.CONDITION:
        return speak.condition(str(change.before)), speak.condition(str(change.after))
    if change.what is What.KIND:
        return kind_word(str(change.before)), kind_word(str(change.after))
    if change.what is What.SCOPE:
        return _scope(change.before), _scope(change.after)
    name = change.part[-1] if change.part else ""
    return speak.attribute(name, change.before), speak.attribute(name, change.after)


def _scope(scope: object) -> str:
    return _("the process itself") if scope is None else plain(scope)


def _element(change: Change, speak: Speaker) -> str:
    name, kind = said(change.about), kind_word(change.kind)
    shown = change.after if change.turn is Turn.ADDED else change.before
    if not isinstance(shown, Snapshot):
        return ""
    role = shown.said.get("role", "")
    if change.turn is Turn.REMOVED:
        first = _("The %(kind)s “%(name)s” is removed.", kind=kind, name=name)
    elif role:
        first = _(
            "New %(kind)s “%(name)s”, done by: %(role)s.", kind=kind, name=name, role=speak.attribute("role", role)
        )
    else:
        first = _("New %(kind)s “%(name)s”.", kind=kind, name=name)
    return run_on(*[first, _place(shown), *(_facts(shown, speak) if change.turn is Turn.ADDED else [])])


def _place(shown: Snapshot) -> str:
    """Return between what an element stands, or stood."""
    after, before = (
        _(", ").join(_("“%(name)s”", name=said(each)) for each in side) for side in (shown.follows, shown.leads)
    )
    if shown.host is not None:
        return _("It is attached to “%(host)s”.", host=said(shown.host))
    if after and before:
        return _("Place: after %(after)s, before %(before)s.", after=after, before=before)
    if after:
        return _("Place: after %(after)s.", after=after)
    return _("Place: before %(before)s.", before=before) if before else ""


def _facts(shown: Snapshot, speak: Speaker) -> list[str]:
    """Return all that is said of an element and stands in no sentence of its own, the most important first."""
    others = [name for name in shown.said if name not in (*FACTS, *SAID_ELSEWHERE)]
    return [
        _(
            "%(what)s: %(value)s.",
            what=aspect_word(name),
            value=speak.attribute(name.rpartition("/")[2], shown.said[name]),
        )
        for name in (*FACTS, *others)
        if shown.said.get(name)
    ]


def _flow(change: Change, speak: Speaker) -> str:
    name = said(change.about)
    if change.turn is Turn.CHANGED:
        return _(
            "A flow leads elsewhere: %(before)s; now %(after)s.", before=plain(change.before), after=plain(change.after)
        )
    condition = change.after if change.turn is Turn.ADDED else change.before
    where = _("It is taken where: %(condition)s.", condition=speak.condition(str(condition))) if condition else ""
    if change.turn is Turn.REMOVED:
        return _("The flow “%(name)s” is removed.", name=name)
    return run_on(*[_("New flow “%(name)s”.", name=name), where])


def _name(change: Change, _speak: Speaker) -> str:
    before, after = plain(change.before), plain(change.after)
    if change.part == ("nameEn",):
        return _(
            "The English name of “%(name)s” changed: %(before)s → %(after)s.",
            name=said(change.about),
            before=before,
            after=after,
        )
    if change.kind == "sequenceFlow":
        return _(
            "The words at the flow “%(name)s” changed: %(before)s → %(after)s.",
            name=said(change.about),
            before=before,
            after=after,
        )
    return _("“%(before)s” is now called “%(after)s”.", before=before, after=after)


def _aspect(change: Change) -> str:
    if change.what is What.KIND:
        return _("kind of element")
    if change.what is What.SCOPE:
        return _("the part of the process it lies in")
    return aspect_word("/".join(change.part))

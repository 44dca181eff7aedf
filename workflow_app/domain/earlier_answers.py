"""What an answer given earlier in a case, or a fact of its record, does to a form that comes after it.

Marks of a form document: a field's property `only_after` "key=VALUE", which asks for it only where the case has
that answer or fact, alone or among others; `required_after` "key=VALUE", which makes it one that must be filled in
there; `explained_by`, which names the answer that then stands for its hint; and of an option `only_after` likewise,
`after` "key=VALUE", whose `label_after` and `label_after_en` then stand for its label, and `until` "key key", which
offers it only as long as none of these was answered. What an option that is not offered is `refused_as` is told to
who chooses it all the same. A condition on "ever_key" holds where the key was answered so at any time.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

# Any: a form document is JSON of many shapes, and only what carries our marks is looked at here.
Form = Mapping[str, Any]
MARKS = frozenset({"after", "only_after", "until"})
EVER = "ever_"
"""What was ever answered to a question goes by this and its key: of several answers to it, the others do not count."""
SUPPLIED = "fix_"
"""What a correction asks for again is named by this and the field it stands for."""
NOTHING: Mapping[str, object] = MappingProxyType({})


class Answered(Protocol):
    """A task as far as its answers count."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def status(self) -> str:
        """Whether it is done."""

    @property
    def completed_at(self) -> datetime | None:
        """When it was done."""

    @property
    def outcome(self) -> Mapping[str, object] | None:
        """What was answered."""


def given_before(task: Answered, tasks: Iterable[Answered]) -> dict[str, object]:
    """Return what was answered in a case before a task was done, later answers over earlier ones."""
    given: dict[str, object] = {}
    ever: dict[str, list[object]] = {}
    for each in sorted(tasks, key=_order):
        if each.id != task.id and each.status == "DONE" and (task.status != "DONE" or _order(each) < _order(task)):
            answers = each.outcome or {}
            given |= answers
            for key, value in answers.items():
                ever.setdefault(EVER + key, []).append(value)
    return given | ever


def is_supplied(key: str) -> bool:
    """Tell whether an answer of a correction stands in the place of another."""
    return key.startswith(SUPPLIED)


def with_supplied(answers: Mapping[str, object]) -> dict[str, object]:
    """Return answers with what a correction supplied in the place of what it stands for."""
    given = {key.removeprefix(SUPPLIED): value for key, value in answers.items() if key.startswith(SUPPLIED) and value}
    return {key: value for key, value in answers.items() if not key.startswith(SUPPLIED)} | given


def form_after(form: Form, given: Mapping[str, object], *, answered: Mapping[str, object] = NOTHING) -> dict[str, Any]:
    """Return a form as it stands where a case has these answers; the document itself is left alone.

    What was `answered` in it stays, though it would not be asked for today: the facts may have changed since.
    """
    if "components" not in form:
        return dict(form)
    asked = (
        each
        for each in form["components"]
        if _holds(_own(each).get("only_after"), given) or answered.get(each.get("key"))
    )
    return {
        **form,
        "components": [_worded(_demanded(each, given), given, chosen=answered.get(each.get("key"))) for each in asked],
    }


def asked_of(form: Form, values: Mapping[str, object], facts: Mapping[str, object]) -> dict[str, object]:
    """Return the values without those of fields that a form asks for only after facts which this case has not."""
    by_facts = [each for each in form.get("components", ()) if _named(_own(each).get("only_after")) in facts]
    left_out = {each.get("key") for each in by_facts if not _holds(_own(each).get("only_after"), facts)}
    return {key: value for key, value in values.items() if key not in left_out}


def without_used(form: Form, facts: Mapping[str, object]) -> Form:
    """Return a form without the options that a case is not offered any more by these facts."""

    def is_left(option: Form) -> bool:
        condition = option.get("only_after")
        return _named(condition) not in facts or _holds(condition, facts)

    return {
        **form,
        "components": [
            {**each, "values": [option for option in each["values"] if is_left(option)]}
            if isinstance(each.get("values"), list)
            else each
            for each in form.get("components", ())
        ],
    }


def is_narrowed_by(form: Form, facts: Collection[str]) -> bool:
    """Tell whether a form is asked by one of these facts, which need not be found out where it is not."""
    return any(_named(each) in facts for component in form.get("components", ()) for each in _conditions(component))


def _conditions(component: Form) -> Iterable[object]:
    """Yield what a component and its options name as their condition."""
    own, options = _own(component), component.get("values")
    yield from (own.get("only_after"), own.get("required_after"))
    for option in options if isinstance(options, list) else ():
        yield from (option.get("only_after"), option.get("after"))


def _demanded(component: Form, given: Mapping[str, object]) -> Form:
    """Return a component as one that must be filled in, where what it names for that is so."""
    condition = _own(component).get("required_after")
    if not condition or not _holds(condition, given):
        return component
    return {**component, "validate": {**(component.get("validate") or {}), "required": True}}


def _worded(component: Form, given: Mapping[str, object], *, chosen: object = None) -> Form:
    """Return a component with its hint and the labels of its options as they read after these answers.

    An option that was chosen stays, though it would not be offered today.
    """
    words = given.get(str(_own(component).get("explained_by") or ""))
    if words:
        hints = {"description_en": str(words)}
        component = {**component, "description": str(words), "properties": {**_own(component), **hints}}
    options = component.get("values")
    if not isinstance(options, list) or not any(MARKS & option.keys() for option in options):
        return component
    left_out = [each for each in options if not _is_offered(each, given, chosen)]
    refused = {str(each["value"]): each["refused_as"] for each in left_out if "refused_as" in each}
    offered = [_option(each, given) for each in options if each not in left_out]
    return {**component, "values": offered} | ({"refused": refused} if refused else {})


def _is_offered(option: Form, given: Mapping[str, object], chosen: object) -> bool:
    if option.get("value") in (chosen if isinstance(chosen, list) else [chosen]):
        return True
    return _holds(option.get("only_after"), given) and not any(
        given.get(key) for key in str(option.get("until", "")).split()
    )


def _option(option: Form, given: Mapping[str, object]) -> Form:
    if "after" not in option or not _holds(option["after"], given):
        return option
    return {**option, "label": option["label_after"], "label_en": option["label_after_en"]}


def _holds(condition: object, given: Mapping[str, object]) -> bool:
    """Tell whether the case has the answer that a condition names; no condition always holds."""
    key, _, value = str(condition or "").partition("=")
    answer = given.get(key)
    return not key or (value in answer if isinstance(answer, list) else answer == value)


def _named(condition: object) -> str:
    return str(condition or "").partition("=")[0]


def _own(component: Form) -> Form:
    own: Form = component.get("properties") or {}
    return own


def _order(task: Answered) -> tuple[str, str]:
    return (task.completed_at.isoformat() if task.completed_at else "", task.id)

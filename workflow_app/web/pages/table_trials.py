"""A decision table tried on its page: which values it asks for, what was typed, and what it gives, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from flask import request
from flask_babel import gettext as _

from workflow_app.domain.errors import RefusedError
from workflow_app.services.process_vocabulary import Value, Vocabulary
from workflow_app.services.table_drafts import asked_names, try_table
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language

GIVEN = "v-"
NUMBERS = frozenset({"integer", "decimal", "number"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One value that a table looks at: its words, its type, what it can be, and what was typed."""

    name: str
    label: str
    type: str
    choices: tuple[tuple[str, str], ...]
    typed: str

    @property
    def field(self) -> str:
        """Return the name of its field."""
        return GIVEN + self.name


@dataclass(frozen=True, slots=True)
class Trial:
    """What a table was asked, and what came of it: its rules and results, or why it gives nothing."""

    asked: tuple[Asked, ...]
    rules: tuple[int, ...] = ()
    results: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    is_tried: bool = False


def trial_of(draft_id: object, path: str, table: str, words: Vocabulary) -> Trial:
    """Return what a table asks for, and with ?try=1 what it gives over what was typed."""
    known = {each.name.key: each for each in words.values}
    names = asked_names(str(draft_id), path, table, actor=current_actor(), tools=current_tools())
    asked = tuple(_asked(name, known.get(name)) for name in names)
    if "try" not in request.args:
        return Trial(asked)
    try:
        given = {each.name: _value(each) for each in asked}
        found = try_table(str(draft_id), path, table, given, actor=current_actor(), tools=current_tools())
    except (ValueError, InvalidOperation):
        return Trial(asked, problem=_("A number or a date is not written as one."), is_tried=True)
    except RefusedError as error:
        return Trial(asked, problem=_why(error), is_tried=True)
    results = tuple(
        (_label(name, known.get(name)), _said(value, known.get(name))) for name, value in found.values.items()
    )
    return Trial(asked, found.rules, results, is_tried=True)


def _asked(name: str, value: Value | None) -> Asked:
    choices = [(each.key, _words(each.zh, each.en)) for each in value.choices] if value else []
    if value and value.type == "boolean":
        choices = [("true", _("yes")), ("false", _("no"))]
    typed = request.args.get(GIVEN + name, "")[:LONGEST]
    return Asked(name, _label(name, value), value.type if value else "", tuple(choices), typed)


def _value(asked: Asked) -> object:
    """Return what was typed as a value; raises ValueError, InvalidOperation."""
    if not asked.typed:
        return None
    if asked.type == "boolean":
        return asked.typed == "true"
    if asked.type in NUMBERS:
        return Decimal(asked.typed)
    return date.fromisoformat(asked.typed) if asked.type == "date" else asked.typed


def _why(error: RefusedError) -> str:
    said = {
        "DECISION_NO_HIT": _("No rule applies: a case would stop here until somebody looks at it."),
        "DECISION_AMBIGUOUS": _("More than one rule applies: a case would stop here until somebody looks at it."),
    }
    otherwise = _("A rule cannot be computed over these values: %(detail)s", detail=error.values.get("detail", ""))
    return str(said.get(error.code, otherwise))


def _label(name: str, value: Value | None) -> str:
    return _words(value.name.zh, value.name.en) if value else name


def _said(given: object, value: Value | None) -> str:
    words: Mapping[str, str] = {each.key: _words(each.zh, each.en) for each in value.choices} if value else {}
    items: Iterable[object] = given if isinstance(given, list | tuple) else [given]
    return str(_(", ")).join(words.get(str(each), str(each)) for each in items) or "—"


def _words(zh: str, en: str) -> str:
    return en if current_language() == "en" else zh

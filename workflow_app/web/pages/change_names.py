"""What the parts of a process are called in the language of the page, for sentences about their changes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.condition_rows import ConditionRow, condition_rows
from workflow_app.domain.process_changes import Called
from workflow_app.services.process_comparing import ChangeNames
from workflow_app.services.process_vocabulary import Name
from workflow_app.web.languages import current_language
from workflow_app.web.pages.change_kinds import event_word
from workflow_app.web.pages.change_places import key_word, value_word
from workflow_app.web.pages.words import role_word
from workflow_app.web.wording import words as _

_REMARKS = re.compile(r"<(?:\w+:)?documentation\b[^>]*>([^<]*)</[^>]+>")
LONGEST = 300
"""Characters of a value that are shown; the file has the rest."""


def said(called: Called | Name) -> str:
    """Return what something is called in the language of the page."""
    return called.en if current_language() == "en" else called.zh


def plain(value: object) -> str:
    """Return a value of a file as people read it, cut where it is long: nothing as such, a list as its items."""
    text = _plain(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _plain(value: object) -> str:
    match value:
        case None | "":
            return _("(none)")
        case bool():
            return _("yes") if value else _("no")
        case Called():
            return said(value)
        case Mapping():
            return _("; ").join(f"{key_word(str(key))} {_plain(each)}" for key, each in value.items()) or _("(none)")
        case list() | tuple():
            return _(", ").join(_plain(each) for each in value) or _("(none)")
    return value_word(str(value))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts the names of one comparison into words."""

    names: ChangeNames

    def attribute(self, name: str, value: object) -> str:
        """Return the value of an attribute of an element."""
        if isinstance(value, Called) or not value:
            return plain(value)
        text = _REMARKS.sub(r"\1", str(value))
        known: dict[str, Mapping[str, Name]] = {
            "form": self.names.forms,
            "state": self.names.states,
            "internalLimit": self.names.limits,
            "clock": self.names.clocks,
            "letter": self.names.letters,
            "kind": self.names.letters,
        }
        if name in ("role", "event"):
            return role_word(text) if name == "role" else event_word(text)
        if text in ("true", "false"):
            return plain(text == "true")
        found = known.get(name, {}).get(text)
        return said(found) if found else text

    def condition(self, text: str) -> str:
        """Return a condition as a sentence of field, comparison and value; as its expression where it says more."""
        if not text:
            return _("no condition")
        rows = condition_rows(text)
        if rows is None:
            return text
        join = _("and") if rows.join == "and" else _("or")
        return f" {join} ".join(self._row(each) for each in rows.rows)

    def _row(self, row: ConditionRow) -> str:
        comparisons = {
            "==": _("is"),
            "!=": _("is not"),
            ">": _("is greater than"),
            ">=": _("is at least"),
            "<": _("is less than"),
            "<=": _("is at most"),
        }
        field = self.names.values.get(row.field)
        choice = next((each for each in field.choices if each.key == row.value), None) if field else None
        value = said(choice) if choice else {"True": _("yes"), "False": _("no")}.get(row.value, row.value)
        return f"{said(field.name) if field else row.field} {comparisons[row.comparison]} {value}"

    def file(self, path: str) -> str:
        """Return what a file is called: by its title, or else by its path."""
        found = self.names.files.get(path)
        return said(found) if found else path

    def form(self, path: str) -> str:
        """Return what a form is called: by its title, or else by its path."""
        found = self.names.forms.get(path.removeprefix("forms/").removesuffix(".form.json"))
        return said(found) if found else path

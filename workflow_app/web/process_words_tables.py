"""What is wrong with decision tables, and what to do about it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

TABLES: dict[str, tuple[LazyString, LazyString]] = {
    "DECISION_MISSING": (
        _l("There is no decision table %(ref)s."),
        _l("Add it, or choose another one."),
    ),
    "DECISION_MISPLACED": (
        _l("Only a business rule task asks a table, and it runs no operation."),
        _l("Take out the table or the operation."),
    ),
    "DECISION_UNUSED": (
        _l("Nothing asks the table %(table)s."),
        _l("Ask it at a business rule task, or delete it."),
    ),
    "DECISION_WORDS": (
        _l("The table %(table)s lacks words in one language: %(of)s."),
        _l("Write them in both languages."),
    ),
    "DECISION_GIVES": (
        _l("The table %(table)s sets %(name)s, which process.toml declares as %(declared)s."),
        _l("Give both the same type."),
    ),
    "DECISION_TWICE": (
        _l("There are two tables %(table)s."),
        _l("Give each an id of its own."),
    ),
    "DECISION_TABLES": (
        _l("There are %(found)s tables, more than are read."),
        _l("Take some out."),
    ),
    "DECISION_FILE": (
        _l("%(file)s is no DMN 1.3."),
        _l("Export it anew from the editor."),
    ),
    "DECISION_ELEMENT": (
        _l("%(file)s contains %(tag)s, which is not run."),
        _l("Use a decision table only."),
    ),
    "DECISION_LANGUAGE": (
        _l("%(tag)s in %(file)s names another expression language."),
        _l("Delete the language."),
    ),
    "DECISION_KIND": (
        _l("%(table)s is no decision table."),
        _l("Make it one."),
    ),
    "DECISION_HIT_POLICY": (
        _l("The hit policy %(policy)s with %(aggregation)s is not run."),
        _l("Use UNIQUE, FIRST or COLLECT."),
    ),
    "DECISION_COLUMNS": (
        _l("The columns of the table %(table)s do not fit."),
        _l("Give it outputs of different names, and at most forty columns."),
    ),
    "DECISION_OUTPUT_NAME": (
        _l("The output %(cell)s is called “%(name)s”, which no routing value can be."),
        _l("Write it in small letters, digits and underscores."),
    ),
    "DECISION_TYPE": (
        _l("The column %(cell)s has the type %(found)s, which does not fit here."),
        _l("Use string, number, boolean or date."),
    ),
    "DECISION_RULES": (
        _l("The table %(table)s has %(found)s rules."),
        _l("It needs at least one and at most five hundred."),
    ),
    "DECISION_CELLS": (
        _l("Rule %(rule)s of the table %(table)s has more or fewer cells than columns."),
        _l("Save the table anew in the editor."),
    ),
    "DECISION_CELL_TYPE": (
        _l("Rule %(rule)s of the table %(table)s: “%(text)s” in %(cell)s has the wrong type (%(detail)s)."),
        _l("Write a value of the column's type."),
    ),
    "DECISION_RANGE_EMPTY": (
        _l("Rule %(rule)s of the table %(table)s: nothing lies in the range “%(text)s”."),
        _l("Write the smaller bound first."),
    ),
    "DECISION_VALUE_NOT_ALLOWED": (
        _l("Rule %(rule)s of the table %(table)s: “%(text)s” is none of the values of the column (%(detail)s)."),
        _l("Choose one of them, or add it to the column."),
    ),
    "DECISION_RULE_TWICE": (
        _l("Rules %(same)s and %(rule)s of the table %(table)s ask the same."),
        _l("Delete one of them."),
    ),
}

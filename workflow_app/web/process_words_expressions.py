"""What is wrong with expressions and durations, and what to do about it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

EXPRESSIONS: dict[str, tuple[LazyString, LazyString]] = {
    "CLOCK_MISMATCH": (
        _l("A timer by clock() needs the key of a clock, and only such a timer may have one."),
        _l("Write clock() as the duration and choose the clock, or delete the key."),
    ),
    "NOT_A_DURATION": (
        _l("“%(text)s” is no duration."),
        _l("Write working_days(10), days(3), months(1), hours(2) or clock()."),
    ),
    "LOOP_COLLECTION": (
        _l("A multi-instance activity needs exactly one list or number."),
        _l("Say over what it runs."),
    ),
    "EXPRESSION_EMPTY": (
        _l("An expression is empty."),
        _l("Write it, or delete the place where it would stand."),
    ),
    "EXPRESSION_TOO_LONG": (
        _l("An expression is longer than is read."),
        _l("Shorten it, or use a decision table."),
    ),
    "EXPRESSION_TOO_COMPLEX": (
        _l("An expression has too many parts."),
        _l("Shorten it, or use a decision table."),
    ),
    "NUMBER_TOO_LARGE": (
        _l("A number in the expression is too large."),
        _l("Write a smaller one."),
    ),
    "SYNTAX": (
        _l("“%(text)s” cannot be read as an expression."),
        _l("Compare it with one like decision == 'GRANT' and count < 3."),
    ),
    "NOT_ALLOWED": (
        _l("The expression “%(text)s” contains what is not allowed (%(detail)s)."),
        _l("Use names, values, comparisons, and, or, not, arithmetic and the listed functions only."),
    ),
    "UNKNOWN_FUNCTION": (
        _l("There is no function %(detail)s."),
        _l("Use one of abs, date, days_between, len, max, min, round, sum."),
    ),
    "UNKNOWN_NAME": (
        _l("The process declares no routing value %(detail)s."),
        _l("Correct the name, or declare it in process.toml."),
    ),
    "TYPE_MISMATCH": (
        _l("The types in “%(text)s” do not fit."),
        _l("Compare only what is of one kind."),
    ),
    "ARITHMETIC": (
        _l("“%(text)s” cannot be computed."),
        _l("Correct the numbers."),
    ),
    "TYPES_DIFFER": (
        _l("In “%(text)s” the types do not fit: %(detail)s."),
        _l("Compare only what is of one kind; texts stand in quotes, numbers do not."),
    ),
    "RESULT_TYPE": (
        _l("“%(text)s” gives %(gives)s, and %(needed)s is needed here."),
        _l("Write an expression that gives it."),
    ),
}

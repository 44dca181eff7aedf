"""Reading one cell of a sheet of penalties: the value, and what is wrong with it (rule 4.1)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from workflow_app.domain import document_no, money, texts, uscc
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.findings import Finding
from workflow_app.domain.penalty_columns import (
    DATA_CLASSES,
    ID_TYPES,
    OTHER_TYPE,
    PENALTY_TYPES,
    PROCEDURES,
    SUBJECT_KINDS,
    Column,
    Kind,
    Need,
)
from workflow_app.domain.severity import PenaltyType
from workflow_app.domain.sheets import Cell, Formula
from workflow_app.domain.widths import narrow
from workflow_app.domain.written_dates import day_of_serial, parse_day

EARLIEST = date(1949, 10, 1)
_SHORTEST_LIMIT = 64
_REGISTRATION = re.compile(r"\d{13}|\d{15}", re.ASCII)
_NUMBERS_ONLY_AS_TEXT = frozenset(
    {Kind.USCC, Kind.AUTHORITY_USCC, Kind.ORGANISATION_CODE, Kind.REGISTRATION_NO, Kind.CODE, Kind.ID_NUMBER}
)
_KEEPS_NUMBERS = frozenset({Kind.MONEY, Kind.DATE, Kind.DECISION_DATE})

Read = tuple[object, tuple[Finding, ...]]


def read_cell(cell: Cell, column: Column, *, today: date) -> Read:
    """Return the value of a cell (None where it is empty) and its findings."""
    if cell is None:
        return None, ()
    code = _unreadable(cell, column)
    if code is not None:
        return None, (Finding(code),)
    if column.kind in _KEEPS_NUMBERS and not isinstance(cell, str):
        return _READERS[column.kind](cell, column, today)
    return _read_text(texts.tidy(_as_text(cell)), column, today=today)


def _unreadable(cell: Cell, column: Column) -> str | None:
    """Return why a cell is of a type that its column cannot take: long numbers have lost their digits by then."""
    if isinstance(cell, Formula):
        return "FORMULA"
    if isinstance(cell, bool):
        return "NOT_TEXT"
    if isinstance(cell, int | float | Decimal) and column.kind in _NUMBERS_ONLY_AS_TEXT:
        return "ID_AS_NUMBER"
    return None


def _read_text(text: str, column: Column, *, today: date) -> Read:
    """Read what is written; that there is none counts as empty, except where a column must be filled."""
    if texts.is_placeholder(text):
        needed = column.need is Need.ALWAYS
        return None, (Finding("PLACEHOLDER", {"found": text}),) if needed else ()
    if not text:
        return None, ()
    wrong = texts.validate(text, maximum=max(column.length, _SHORTEST_LIMIT))
    return (None, wrong) if wrong else _READERS[column.kind](text, column, today)


def _as_text(cell: Cell) -> str:
    """Return what a cell says; a whole number without the point that the file format gives it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _text(cell: Cell, _column: Column, _today: date) -> Read:
    return str(cell), ()


def _public_text(cell: Cell, _column: Column, _today: date) -> Read:
    return str(cell), (Finding("PERSONAL_DATA"),) if texts.has_personal_data(str(cell)) else ()


def _code(cell: Cell, column: Column, _today: date) -> Read:
    code = narrow(str(cell)).replace(" ", "").upper()
    too_long = len(code) > column.length
    return code, (Finding("TOO_LONG", {"maximum": column.length, "found": len(code)}),) if too_long else ()


def _uscc(cell: Cell, _column: Column, _today: date) -> Read:
    return uscc.normalise(str(cell)), uscc.validate(str(cell))


def _authority_uscc(cell: Cell, _column: Column, _today: date) -> Read:
    code = uscc.normalise(str(cell))
    wrong_registry = (Finding("AUTHORITY_USCC", {"expected": "1", "found": code[:1]}),) if code[:1] != "1" else ()
    return code, (*uscc.validate(code), *wrong_registry)


def _organisation_code(cell: Cell, _column: Column, _today: date) -> Read:
    return uscc.normalise(str(cell)).replace("-", ""), uscc.validate_organisation(str(cell))


def _registration_no(cell: Cell, _column: Column, _today: date) -> Read:
    number = narrow(str(cell)).replace(" ", "")
    return number, () if _REGISTRATION.fullmatch(number) else (Finding("REGISTRATION_NO"),)


def _id_type(cell: Cell, _column: Column, _today: date) -> Read:
    text = str(cell)
    known = text in ID_TYPES or text.startswith(f"{OTHER_TYPE}-")
    return text, () if known else (Finding("UNKNOWN_VALUE", {"allowed": [*ID_TYPES, f"{OTHER_TYPE}-…"]}),)


def _document_no(cell: Cell, _column: Column, _today: date) -> Read:
    return document_no.normalise(str(cell)), document_no.validate(str(cell))


def _money(cell: Cell, _column: Column, _today: date) -> Read:
    try:
        return money.parse_wan(cell), ()
    except InvalidError as error:
        return None, tuple(Finding(each.code, each.values) for each in error.errors)


def _date(cell: Cell, _column: Column, _today: date) -> Read:
    day = parse_day(cell)
    if day is None and (meant := day_of_serial(cell)):
        return None, (Finding("DATE_AS_NUMBER", {"meant": meant.isoformat()}),)
    if day is None:
        return None, (Finding("DATE_FORMAT", {"expected": "YYYY-MM-DD"}),)
    return day, (Finding("DATE_TOO_EARLY", {"minimum": EARLIEST.isoformat()}),) if day < EARLIEST else ()


def _decision_date(cell: Cell, column: Column, today: date) -> Read:
    day, findings = _date(cell, column, today)
    if isinstance(day, date) and day > today:
        return None, (Finding("DATE_IN_FUTURE", {"maximum": today.isoformat()}),)
    return day, findings


def _penalty_types(cell: Cell, _column: Column, _today: date) -> Read:
    """Return the types in the order written; `其他-…` keeps its own words in the content."""
    words = [word for word in re.split(r"[;；,，、]\s*", str(cell)) if word.strip()]
    types = []
    for word in (each.strip() for each in words):
        other = PenaltyType.OTHER if word.startswith(OTHER_TYPE) else None
        if word == OTHER_TYPE:
            return None, (Finding("OTHER_NEEDS_WORDS", {"expected": f"{OTHER_TYPE}-…"}),)
        found = PENALTY_TYPES.get(word, other)
        if found is None:
            return None, (Finding("UNKNOWN_VALUE", {"found": word, "allowed": [*PENALTY_TYPES, f"{OTHER_TYPE}-…"]}),)
        types.append(found)
    return tuple(dict.fromkeys(types)), ()


def _choice(allowed: Mapping[str, object]) -> Callable[[Cell, Column, date], Read]:
    """Return a reader of one word out of a list."""

    def read(cell: Cell, _column: Column, _today: date) -> Read:
        if cell in allowed:
            return allowed[str(cell)], ()
        return None, (Finding("UNKNOWN_VALUE", {"found": str(cell), "allowed": list(allowed)}),)

    return read


_READERS: dict[Kind, Callable[[Cell, Column, date], Read]] = {
    Kind.NAME: _text,
    Kind.SUBJECT_KIND: _choice(SUBJECT_KINDS),
    Kind.USCC: _uscc,
    Kind.AUTHORITY_USCC: _authority_uscc,
    Kind.ORGANISATION_CODE: _organisation_code,
    Kind.REGISTRATION_NO: _registration_no,
    Kind.CODE: _code,
    Kind.ID_TYPE: _id_type,
    Kind.ID_NUMBER: _code,
    Kind.DOCUMENT_NO: _document_no,
    Kind.TEXT: _text,
    Kind.PUBLIC_TEXT: _public_text,
    Kind.PENALTY_TYPES: _penalty_types,
    Kind.MONEY: _money,
    Kind.DECISION_DATE: _decision_date,
    Kind.DATE: _date,
    Kind.PROCEDURE: _choice(PROCEDURES),
    Kind.DATA_CLASS: _choice(DATA_CLASSES),
}

"""Fills an installation with invented records on show, repairs on display and letters, by the database itself."""

from office import Office
from sqlalchemy import text

from benchmarks.full_inboxes import Model, model_ids
from workflow_app.models import Case, CaseClock, Letter, Listing, Record, Subject

CODE = "AAAAAA"
DISPLAYED = 100
"""Of so many records, the repair of one is on display."""


def fill(office: Office, records: int) -> None:
    """Put records on our own listing, each of an enterprise of its own, decided over three years."""
    case = office.apply()
    found = model_ids(office, case.id)
    with office.tools.database.read() as unit:
        found["listing"] = next(
            each.listing.id for each in unit.listings.list_of_items([found["record"]]) if each.site.connector == "OWN"
        )
        letters = unit.letters.of_cases([case.id])
        found["letter"] = letters[-1].id
    with office.tools.database.engine.begin() as connection:
        model = Model(connection, found)
        named = {"name": "'中牟第' || i || '号运输有限公司'", "uscc": "'Z' || (1000000 + i)"}
        model.copy(Subject, records, named)
        decided = {"decided_on": model.date("-(i % 1000)"), "max_until": model.date("1 + i % 1000")}
        number = "'牟运罚决字〔2026〕第' || i || '号'"
        model.copy(Record, records, {"document_no": number, "subject_id": model.key("i"), **decided})
        model.copy(Listing, records, {"item_id": model.key("i"), "status": "'SHOWN'"})
        repairs = max(records // DISPLAYED, 10)
        about = {"subject_id": model.key("i * 7"), "record_id": model.key("i * 7"), "open_record_id": "NULL"}
        shown = {"number": "'修复-2027-' || i", "state": "'REPAIR_PUBLICITY'", "follow_code": f"'{CODE}'"}
        model.copy(Case, repairs, {**about, **shown})
        clock = {"case_id": model.key("i"), "key": "'repair.publicity'", "due_at": model.day("3")}
        model.copy(CaseClock, repairs, {**clock, "started_on": model.date("0")})
        about = {"number": "'牟测〔2027〕' || i || '号'", "code": _code(model.is_sqlite), "sequence": "100000 + i"}
        model.copy(Letter, records, {**about, "case_id": "NULL", "record_id": "NULL"})
    with office.tools.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if connection.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _code(is_sqlite: bool) -> str:  # noqa: FBT001 - one question
    return "printf('ZZZZ%08d', i)" if is_sqlite else "'ZZZZ' || lpad(i::text, 8, '0')"

"""The public search: it finds what is shown by what is shown of it, and its first page costs the same for ever."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from office import Office
from record_copies import copy_record
from sqlalchemy import event

from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.services.records import search_public

TODAY = date(2026, 9, 29)
OWNER = "张树林"
PARTS = (
    "张",
    "张树",
    "树林",
    "张树林",
    "小吃店",
    "张树*小吃店",
    "张*林小吃店",
    "张**",
    "**小吃店",
    "张__小吃店",
    "张%",
)


@pytest.fixture(scope="module")
def office(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give an office whose records are on show."""
    made = Office(module_database_url, tmp_path_factory.mktemp("office"))
    made.import_sample()
    yield made
    made.close()


@pytest.fixture(scope="module")
def shop(office: Office) -> str:
    """Return the code of an individual business that is on show."""
    with office.tools.database.read() as unit:
        rows = unit.records.search_shown("", today=TODAY)
    return next(str(each.subject.uscc) for each in rows if each.subject.kind == SubjectKind.INDIVIDUAL_BUSINESS)


@pytest.fixture
def full(office: Office, shop: str) -> Office:
    """Give that office with many records more."""
    rename(office, shop, Named("中牟县张记广告部", OWNER))
    if len(search_public("", tools=office.tools, limit=100).items) < 100:
        copy_record(office, times=1000)
    return office


@dataclass(frozen=True, slots=True)
class Named:
    """What a subject is called, and its owner then and later."""

    name: str
    owner: str | None = None
    later_owner: str | None = None
    kind: SubjectKind = SubjectKind.INDIVIDUAL_BUSINESS
    later_kind: SubjectKind | None = None


def rename(office: Office, uscc: str, named: Named) -> str:
    """Give a subject another name, owner or kind; returns what the public reads instead."""
    with office.tools.database.write() as unit:
        (rows,) = unit.records.search_shown(uscc, today=TODAY)
        subject, record = unit.subjects.get(rows.subject.id), unit.records.lock(rows.record.id)
        subject.kind, subject.name, subject.legal_representative = named.kind, named.name, named.owner
        later = {
            "legal_representative": named.later_owner or named.owner,
            "subject_kind": named.later_kind or named.kind,
        }
        record.content = {**record.content, **later}
        unit.commit()
    (listed,) = search_public(uscc, tools=office.tools).items
    return listed.subject_name


def found(office: Office, q: str) -> list[str | None]:
    """Return the codes of those whom a search finds."""
    return sorted({str(each.uscc) for each in search_public(q, tools=office.tools).items})


def test_a_business_with_its_owner_in_its_name_is_found_by_what_is_shown_of_it_whole(office: Office, shop: str) -> None:
    assert rename(office, shop, Named("张树林小吃店", OWNER)) == "张**小吃店"
    assert [q for q in PARTS if shop in found(office, q)] == []
    (listed,) = search_public(shop, tools=office.tools).items
    for q in ("张**小吃店", shop, shop.lower(), listed.document_no, listed.document_no[3:]):
        assert shop in found(office, q), q


@pytest.mark.parametrize(
    "named",
    [
        Named("欧阳明月茶馆", "欧阳明月"),
        Named("欧阳茶馆", "欧阳"),
        Named("李四记李四店", "李四"),
        Named("Li Ming Tea", "Li Ming"),
        Named("王'五店", "王'五"),
    ],
)
def test_the_name_that_is_shown_is_the_name_that_finds(office: Office, shop: str, named: Named) -> None:
    shown = rename(office, shop, named)
    assert "*" in shown
    assert shop in found(office, shown)
    assert shop not in found(office, named.name)
    assert shop not in found(office, str(named.owner))


@pytest.mark.parametrize("owner", [OWNER, None, "张"])
def test_a_business_in_whose_name_nobody_is_hidden_is_found_by_part_of_it(
    office: Office, shop: str, owner: str | None
) -> None:
    assert rename(office, shop, Named("张记小吃店", owner)) == "张记小吃店"
    assert shop in found(office, "张记")
    assert shop in found(office, "小吃店")


def test_an_owner_who_came_later_is_no_more_found_than_the_first(office: Office, shop: str) -> None:
    rename(office, shop, Named("刘新店小吃店", OWNER, "刘新店"))
    assert shop not in found(office, "刘新店")
    assert shop not in found(office, "小吃店")
    assert shop in found(office, "刘**小吃店")


def test_what_a_later_decision_calls_a_business_or_a_person_is_found_as_such(office: Office, shop: str) -> None:
    met = Named("张树林小吃店", OWNER, kind=SubjectKind.ENTERPRISE, later_kind=SubjectKind.INDIVIDUAL_BUSINESS)
    assert rename(office, shop, met) == "张**小吃店"
    assert [q for q in PARTS if shop in found(office, q)] == []
    assert shop in found(office, "张**小吃店")
    rename(office, shop, replace(met, later_kind=SubjectKind.PERSON))
    assert [q for q in PARTS if shop in found(office, q)] == []


def test_a_person_is_found_by_no_name_and_an_enterprise_by_part_of_it(office: Office, shop: str) -> None:
    rename(office, shop, Named(OWNER, kind=SubjectKind.PERSON))
    assert [q for q in (OWNER, "张", "张**") if shop in found(office, q)] == []
    assert rename(office, shop, Named("张树林有限公司", OWNER, kind=SubjectKind.ENTERPRISE)) == "张树林有限公司"
    assert shop in found(office, OWNER)


def plan_of_first_page(office: Office, *, after: bool) -> str:
    """Return how the database walks for the search without words: its first page, or the one after."""
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        asked.append((statement, parameters))

    cursor = search_public("", tools=office.tools, limit=10).next_cursor if after else None
    engine = office.tools.database.engine
    event.listen(engine, "before_cursor_execute", note)
    search_public("", tools=office.tools, cursor=cursor, limit=10)
    event.remove(engine, "before_cursor_execute", note)
    statement, parameters = next(each for each in asked if "FROM record" in each[0])
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return "\n".join(row[3] for row in rows)
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("analyzed", [False, True])
def test_a_page_without_words_walks_the_records_in_order_and_sorts_nothing(
    full: Office, *, after: bool, analyzed: bool
) -> None:
    if analyzed:
        with full.tools.database.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    plan = plan_of_first_page(full, after=after)
    assert "ix_record_decided_on_id" in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


def test_codes_numbers_and_brackets_are_found_however_they_are_typed(office: Office, shop: str) -> None:
    rename(office, shop, Named("中牟（新区）Ａ１建材有限公司", kind=SubjectKind.ENTERPRISE))
    (listed,) = search_public(shop, tools=office.tools).items
    number = listed.document_no
    wide = "".join(chr(ord(each) + 0xFEE0) if each.isascii() else each for each in shop)
    spellings = [wide, wide.lower(), f" {shop[:6]} {shop[6:]} ", "中牟（新区）", "中牟(新区)", "Ａ１建材"]
    for opened, closed in ("[]", "［］", "（）", "()", "【】"):
        spellings.append(number.replace("〔", opened).replace("〕", closed))
    spellings.append(number.replace("2026", " ２０２６ "))
    assert [q for q in spellings if shop not in found(office, q)] == []


@pytest.mark.parametrize(
    "q", ["%", "_", "/", "\\", "%%%", "'", '"', "]]>", "a" * 5000, "％", "\u200b", "' OR 1=1 --", "😀" * 200]
)
def test_words_are_words_and_nothing_else(full: Office, q: str) -> None:
    assert found(full, q) == []


def test_a_blank_search_is_the_list(full: Office) -> None:
    assert found(full, " \u3000\t ") == found(full, "")


def plans_of(office: Office, q: str) -> list[str]:
    """Return how the database goes about each question of a search."""
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        asked.append((statement, parameters))

    engine = office.tools.database.engine
    event.listen(engine, "before_cursor_execute", note)
    search_public(q, tools=office.tools, limit=10)
    event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        return [
            "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
            for statement, parameters in asked
            if statement.startswith("SELECT") and "0 = 1" not in statement and engine.dialect.name == "sqlite"
        ]


def test_words_that_few_have_are_looked_for_in_narrow_indexes_and_never_in_the_records_themselves(full: Office) -> None:
    plans = plans_of(full, "没有这家企业") + plans_of(full, "第77号")
    assert [each for each in plans if "SCAN record" in each and "COVERING INDEX" not in each] == []
    assert [each for each in plans if "SCAN subject" in each and "COVERING INDEX" not in each] == []
    assert len(search_public("第77号", tools=full.tools).items) == 1
    assert len(search_public("广告部", tools=full.tools, limit=10).items) >= 1

"""Numbers of a series, taken by several at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from builders import build_service

AT_ONCE = 8


def test_first_numbers_of_a_year_taken_at_once_are_all_different(database_url: str, tmp_path: Path) -> None:
    service = build_service(database_url, tmp_path / "data", penalties=())
    with service.tools.database.read() as unit:
        authority_id = unit.authorities.get_by_code("ZM_URBAN").id

    def take(_: int) -> int:
        with service.tools.database.write() as unit:
            number = unit.letters.next_number(authority_id=authority_id, series="修复", year=2026)
            unit.commit()
            return number

    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = list(pool.map(take, range(AT_ONCE)))
    service.parts.close()
    assert sorted(numbers) == list(range(1, AT_ONCE + 1))


def test_a_number_given_up_leaves_no_gap(database_url: str, tmp_path: Path) -> None:
    service = build_service(database_url, tmp_path / "data", penalties=())
    with service.tools.database.read() as unit:
        authority_id = unit.authorities.get_by_code("ZM_URBAN").id
    for commits in (True, False, True):
        with service.tools.database.write() as unit:
            number = unit.letters.next_number(authority_id=authority_id, series="修复", year=2026)
            if commits:
                unit.commit()
    service.parts.close()
    assert number == 2

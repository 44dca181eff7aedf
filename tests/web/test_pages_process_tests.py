"""The page of process tests before clumsy and hostile hands: bad names, foreign drafts, stale pages, other roles."""

import pytest
from builders import Service
from page_readers import Reader, reader
from werkzeug.datastructures import MultiDict

KEY = "pledge_breach"
"""Nothing of it has to run."""
PATH = "tests/test_1.json"
TEST = b'{"title": "%s", "steps": [{"act": {"does": "OPEN", "what": "x"}, "reaches": []}], "ends": {"state": "A", "status": "B", "letters": []}}'  # noqa: E501 - one file


@pytest.fixture
def home(author: Reader) -> str:
    return begun(author)


def begun(author: Reader, title: bytes = b"Kept") -> str:
    """Begin a draft with one test in it instead of those that the process brings, and return where it is."""
    page = author.get(f"/studio/processes/{KEY}")
    fields = dict(page.form("//form[contains(@action,'/drafts')]")[1]) | {"title": "Tested"}
    home = author.post(f"/studio/processes/{KEY}/drafts", fields).location
    for _test in author.get(f"{home}/tests").all("//form[contains(@action,'/tests/remove')]"):
        action, remove = author.get(f"{home}/tests").form("(//form[contains(@action,'/tests/remove')])[1]")
        author.post(str(action), remove)
    author.get(home)
    author.send("PUT", f"{home}/files/{PATH}", TEST.replace(b"%s", title), {"If-None-Match": "*"}, expect=200)
    return home


def fields_of(who: Reader, home: str, what: str) -> MultiDict[str, object]:
    """Return what a form of the page would send as it stands."""
    action, fields = who.get(f"{home}/tests").form(f"//form[@action='{home}/tests/{what}']")
    assert action
    return MultiDict(fields)


@pytest.mark.parametrize("title", ["", "   ", "x" * 101, "\n\t"])
def test_a_name_that_is_none_is_refused_and_the_old_one_stays(author: Reader, home: str, title: str) -> None:
    fields = fields_of(author, home, "name")
    fields["test-title"] = title
    author.post(f"{home}/tests/name", fields, expect=422)
    assert "Kept" in author.get(f"{home}/tests").text


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "{{ 7*7 }}", "' OR 1=1 --", "％s %(x)s", "测试“甲”"])
def test_a_name_is_shown_as_it_was_typed_and_never_read_as_anything_else(author: Reader, home: str, title: str) -> None:
    fields = fields_of(author, home, "name")
    fields["test-title"] = title
    author.post(f"{home}/tests/name", fields)
    page = author.get(f"{home}/tests")
    assert title in page.text
    assert not page.all("//main//script")


@pytest.mark.parametrize("what", ["name", "remove", "renew"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "process.toml",
        f"{KEY}.bpmn",
        "tests/../process.toml",
        "/etc/passwd",
        "tests/none.json",
        "tests/" + "a" * 500,
    ],
)
def test_only_tests_of_this_draft_are_touched(author: Reader, home: str, what: str, path: str) -> None:
    before = author.get(home).text.count("tests/")
    fields = fields_of(author, home, "remove")
    fields["path"], fields["test-title"] = path, "Other"
    answer = author.client.post(f"{home}/tests/{what}", data=fields)
    assert answer.status_code in (303, 409, 422)
    assert author.get(home).text.count("tests/") == before
    assert "Kept" in author.get(f"{home}/tests").text


@pytest.mark.parametrize("what", ["name", "remove"])
def test_an_old_page_changes_nothing(author: Reader, home: str, what: str) -> None:
    old = fields_of(author, home, what)
    old["test-title"] = "Second"
    newer = fields_of(author, home, "name")
    newer["test-title"] = "First"
    author.post(f"{home}/tests/name", newer)
    author.post(f"{home}/tests/{what}", old, expect=409)
    assert "First" in author.get(f"{home}/tests").text


def test_who_removes_twice_is_told_nothing_wrong(author: Reader, home: str) -> None:
    fields = fields_of(author, home, "remove")
    author.post(f"{home}/tests/remove", fields)
    author.post(f"{home}/tests/remove", fields)
    assert "No test is kept yet" in author.get(f"{home}/tests").text


def test_a_test_of_another_draft_is_not_reached(author: Reader, home: str) -> None:
    other = begun(author, b"Theirs")
    fields = fields_of(author, home, "remove")
    author.post(f"{other}/tests/remove", fields, expect=409)
    assert "Theirs" in author.get(f"{other}/tests").text


def test_a_walk_without_a_step_is_not_kept(author: Reader, home: str) -> None:
    fields = fields_of(author, home, "name")
    for seen, code in (("0", 409), ("7", 409), ("-1", 409), ("x", 409)):
        fields["version"] = seen
        author.post(f"{home}/tests/keep", fields, expect=code)


def test_others_neither_read_nor_write_tests(studio: Service, author: Reader, home: str) -> None:
    fields = fields_of(author, home, "remove")
    clerk = reader(studio, "clerk")
    clerk.get(f"{home}/tests", expect=403)
    own = dict(clerk.get("/desk").form("//form[@action='/logout']")[1])
    for what in ("keep", "name", "renew", "remove"):
        clerk.post(f"{home}/tests/{what}", dict(fields) | own, expect=403)
    assert "Kept" in author.get(f"{home}/tests").text
    author.get(home.replace("/drafts/0", "/drafts/1") + "/tests", expect=404)


def test_a_draft_that_waits_is_not_written_in(author: Reader, home: str) -> None:
    fields, name = fields_of(author, home, "remove"), fields_of(author, home, "name")
    author.post(f"{home}/discard", author.get(home).form(f"//form[@action='{home}/discard']")[1])
    name["test-title"] = "Late"
    author.post(f"{home}/tests/remove", fields, expect=409)
    author.post(f"{home}/tests/name", name, expect=409)
    assert not author.get(f"{home}/tests").all("//form[contains(@action, '/tests/')]")


def test_what_cannot_be_read_is_listed_by_its_place_and_can_be_removed(author: Reader, home: str) -> None:
    author.get(home)
    seen = author.client.get(f"{home}/files/{PATH}").headers["ETag"]
    author.send("PUT", f"{home}/files/{PATH}", b"[" * 50_000, {"If-Match": seen}, expect=200)
    fields = fields_of(author, home, "remove")
    author.post(f"{home}/tests/renew", fields, expect=409)
    author.post(f"{home}/tests/remove", fields)
    assert "No test is kept yet" in author.get(f"{home}/tests").text

"""The studio on pages: who may write, what a browser's editor sends, and zips of every hostile shape."""

import io
import zipfile
from collections.abc import Callable

import pytest
from builders import Service
from draft_pages import begin
from page_readers import Page, Reader, reader

from workflow_app.domain.resources import find
from workflow_app.services.seeding import bundle_files

KEY = "credit_repair"
LETTER = "letters/t20_accept.toml"


def save(who: Reader, draft: str, path: str, content: bytes, seen: str, *, expect: int = 200) -> dict[str, object]:
    answer = who.send("PUT", f"{draft}/files/{path}", content, {"If-Match": f'"{seen}"'}, expect=expect)
    return answer.get_json()


def zipped(files: dict[str, bytes], folder: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(folder + path, content)
    return buffer.getvalue()


def take_in(who: Reader, content: bytes, *, expect: int) -> Page:
    who.get("/studio")
    return who.post(
        "/studio/imports", {"bundle": (io.BytesIO(content), "process.zip"), "import_title": ""}, expect=expect
    )


def test_a_draft_is_begun_with_a_title_and_leads_to_its_files(author: Reader) -> None:
    page = author.get(f"/studio/processes/{KEY}")
    refused = author.press(page, "/drafts", expect=422)
    assert "Fill this in" in refused.text
    draft = author.get(begin(author, key=KEY))
    assert "The check found nothing that stands against it." in draft.text
    assert "Notice of Acceptance" in draft.text
    assert "First review" in draft.text


def crumbs(who: Reader, path: str) -> list[str]:
    return [each.text_content().strip() for each in who.get(path).all("//ol[contains(@class,'xn-crumbs')]/li")]


def test_the_way_to_a_page_of_a_draft_names_the_process(author: Reader) -> None:
    draft = begin(author, key=KEY)
    for page in ("", "/tests", "/walk", f"/letter/{LETTER}", "/new-form", f"/edit/{LETTER}"):
        assert crumbs(author, draft + page)[:2] == ["Studio", "Credit repair"], page


def test_only_process_administrators_come_in(studio: Service, author: Reader) -> None:
    draft = begin(author, key=KEY)
    clerk = reader(studio, "clerk")
    for path in (
        "/studio",
        draft,
        f"{draft}/diagram",
        f"{draft}/findings",
        f"{draft}/vocabulary",
        f"{draft}/bundle.zip",
    ):
        clerk.get(path, expect=403)
    clerk.get("/notices")
    clerk.send("PUT", f"{draft}/files/{LETTER}", b"", {}, expect=403)


def test_a_save_proves_where_it_comes_from(author: Reader) -> None:
    draft = begin(author, key=KEY)
    author.get(draft)
    before = author.client.get(f"{draft}/files/{LETTER}").data
    author.send("PUT", f"{draft}/files/{LETTER}", b"x", {"X-CSRFToken": "another"}, expect=400)
    assert author.client.get(f"{draft}/files/{LETTER}").data == before


def test_a_file_is_saved_on_what_was_seen(studio: Service, author: Reader) -> None:
    draft = begin(author, key=KEY)
    author.get(draft)
    answer = author.client.get(f"{draft}/files/{LETTER}")
    seen = answer.headers["ETag"].strip('"')
    said = save(author, draft, LETTER, answer.data + b"\n# changed\n", seen)
    assert [each for each in said["findings"] if each["severity"] == "ERROR"] == []
    stale = save(author, draft, LETTER, b"other", seen, expect=409)
    assert stale["code"] == "STALE"
    assert "you saved this draft yourself" in str(stale["words"])
    second = reader(studio, "second")
    second.get(draft)
    assert "Not saved: author saved" in str(save(second, draft, LETTER, b"other", seen, expect=409)["words"])
    assert "changed" in author.get(f"{draft}/edit/{LETTER}").text
    (changes,) = author.get(draft).all("//*[@id='changed-files']")
    assert LETTER in changes.text_content()


@pytest.mark.parametrize(("path", "status"), [("letters/Evil.toml", 422), ("%2e%2e/x.bpmn", 422), ("x.sh", 422)])
def test_a_file_out_of_place_is_refused_with_a_sentence(author: Reader, path: str, status: int) -> None:
    draft = begin(author, key=KEY)
    author.get(draft)
    said = save(author, draft, path, b"x", "", expect=status)
    assert "has no place" in str(said["words"])


def test_a_file_too_large_is_refused(author: Reader) -> None:
    draft = begin(author, key=KEY)
    author.get(draft)
    said = save(author, draft, "big.dmn", b" " * (2 * 2**20 + 1), "", expect=413)
    assert said["code"] == "BUNDLE_FILE_SIZE"


def test_two_people_publish(studio: Service, author: Reader) -> None:
    draft = begin(author, key=KEY)
    author.get(draft)
    content = author.client.get(f"{draft}/files/{LETTER}")
    save(author, draft, LETTER, content.data + b"\n", content.headers["ETag"].strip('"'))
    page = author.get(draft)
    refused = author.submit(page, "submit", {"act": "submit", "note": ""}, expect=422)
    assert "Fill this in" in refused.text
    assert author.submit(
        refused, "submit", {"act": "submit", "note": "Words", "effective_on": "2020-01-01"}, expect=422
    )
    author.submit(page, "submit", {"act": "submit", "note": "Words of the notice"})
    assert "another process administrator confirms it" in author.get(draft).text
    second = reader(studio, "second")
    second.press(second.get(draft), "/confirm")
    assert "Published as version 2" in second.get(draft).text
    history = second.get(f"/studio/processes/{KEY}").text
    assert "Words of the notice" in history
    second.press(second.get(f"/studio/processes/{KEY}"), "/drafts", expect=422)


def test_a_draft_goes_out_as_a_zip_and_comes_in_again(author: Reader) -> None:
    draft = begin(author, key=KEY)
    out = author.client.get(f"{draft}/bundle.zip")
    assert out.mimetype == "application/zip"
    again = take_in(author, out.data, expect=303).location
    assert again != draft
    assert "The check found nothing" in author.get(again).text
    files = bundle_files(find("bpmn") / KEY)
    assert take_in(author, zipped(files, "credit_repair/"), expect=303)


def bomb() -> bytes:
    return zipped({"process.toml": b"key = 'x_y'", "big.dmn": b"\0" * (64 * 2**20)})


def lying() -> bytes:
    """A zip whose entry says that it is small."""
    content = bytearray(bomb())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no zip": lambda: b"PK\x03\x04 not really",
    "a PDF": lambda: b"%PDF-1.7",
    "no settings": lambda: zipped({"x.bpmn": b"<a/>"}),
    "a key that is none": lambda: zipped({"process.toml": b"key = '../x'"}),
    "a number as key": lambda: zipped({"process.toml": b"key = 7"}),
    "a way out": lambda: zipped({"process.toml": b"key = 'x_y'", "../../etc/cron.d/x": b"x"}),
    "an absolute path": lambda: zipped({"process.toml": b"key = 'x_y'", "/etc/passwd": b"x"}),
    "a backslash": lambda: zipped({"process.toml": b"key = 'x_y'", "forms\\x.form.json": b"x"}),
    "many files": lambda: zipped(
        {"process.toml": b"key = 'x_y'"} | {f"forms/f{i}.form.json": b"{}" for i in range(300)}
    ),
    "a bomb": bomb,
    "a bomb that lies": lying,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_with_a_sentence(author: Reader, name: str) -> None:
    page = take_in(author, HOSTILE[name](), expect=422)
    (problem,) = page.all("//*[@id='error-bundle']")
    assert len(problem.text_content()) > 10
    assert "Drafts under way" not in page.text


def test_no_file_is_asked_for(author: Reader) -> None:
    author.get("/studio")
    page = author.post("/studio/imports", {"import_title": "x"}, expect=422)
    assert "Fill this in" in page.text


def test_a_letter_is_shown_beside_its_text_with_the_names_it_may_print(author: Reader) -> None:
    draft = begin(author, key=KEY)
    (way,) = author.get(draft).all(f"//a[contains(@href, '{LETTER}')]/@href")
    page = author.get(way)
    assert "Notice of Acceptance" in page.text
    assert page.all("//button[@data-insert='result_due_on']")
    (preview,) = page.all("//*[@data-letter-preview]/@data-letter-preview")
    answer = author.client.get(preview)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    text = author.client.get(f"{draft}/files/{LETTER}")
    save(author, draft, LETTER, text.data + b"\n[zh", text.headers["ETag"].strip('"'))
    refused = author.client.get(preview)
    assert refused.status_code == 422
    assert "cannot be read" in refused.get_json()["words"]
    author.get(way)


def test_the_conditions_of_a_letter_can_be_taken_not_to_hold(author: Reader) -> None:
    draft = begin(author, key=KEY)
    page = author.get(f"{draft}/letter/letters/t22_grant.toml")
    assert page.all("//fieldset//input[@value='money_ordered'][@checked]")
    (preview,) = page.all("//*[@data-letter-preview]/@data-letter-preview")
    whole, part = (author.client.get(f"{preview}{end}").data for end in ("", "?without=of_breach,promise_kept"))
    assert whole.startswith(b"%PDF-")
    assert part.startswith(b"%PDF-")
    assert whole != part


def test_a_letter_is_shown_to_administrators_only(studio: Service, author: Reader) -> None:
    draft = begin(author, key=KEY)
    for way in ("letter", "letter-preview"):
        reader(studio, "clerk").get(f"{draft}/{way}/{LETTER}", expect=403)
        author.get(f"{draft}/{way}/process.toml", expect=404)


@pytest.mark.parametrize("path", [LETTER, "process.toml", "forms/decision.form.json"])
def test_a_file_nested_without_end_is_a_finding_and_the_draft_opens(author: Reader, path: str) -> None:
    draft = begin(author, key=KEY)
    seen = author.client.get(f"{draft}/files/{path}").headers["ETag"].strip('"')
    content = b"[" * 50_000 if path.endswith(".json") else b"a = " + b"[" * 50_000
    assert save(author, draft, path, content, seen)["findings"]
    author.get(draft)
    author.get(f"{draft}/vocabulary")

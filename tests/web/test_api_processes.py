"""Processes over the JSON interface: written, checked, published by two people, and taken back by two."""

import io
import zipfile
from collections.abc import Callable
from hashlib import sha256

import pytest
from builders import URBAN, Service, hire
from callers import Caller, Json
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from workflow_app.domain.actors import Role
from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files

KEY = "credit_repair"
DRAFTS = f"/processes/{KEY}/drafts"
LETTER = "letters/t20_accept.toml"
DIAGRAM = f"{KEY}.bpmn"
PEOPLE = {"author": Role.PROCESS_ADMIN, "second": Role.PROCESS_ADMIN, "clerk": Role.CREDIT_OFFICE}
NOWHERE = "0198f000-0000-7000-8000-000000000000"


@pytest.fixture
def studio(service: Service) -> Service:
    for name, role in PEOPLE.items():
        hire(service, name, role, authority=URBAN)
    return service


@pytest.fixture
def author(studio: Service) -> Caller:
    return Caller(studio, studio.token("author"))


@pytest.fixture
def second(studio: Service) -> Caller:
    return Caller(studio, studio.token("second"))


def begin(who: Caller, title: str = "Words of the notice", *, expect: int = 201, **more: object) -> str:
    """Begin a draft from the newest version and return where it is."""
    answer = who.post(DRAFTS, data={"title": title}, content_type="multipart/form-data", expect=expect, **more)
    return f"{DRAFTS}/{answer.get_json().get('id')}"


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def changed(word: str = "changed") -> dict[str, bytes]:
    files = bundle_files(find("bpmn") / KEY)
    return files | {DIAGRAM: files[DIAGRAM] + f"<!-- {word} -->".encode()}


def send(who: Caller, path: str, content: bytes, *, expect: int, **fields: object) -> Json:
    return upload(who, path, {"bundle": FileStorage(io.BytesIO(content), "bundle.zip"), **fields}, expect=expect)


def upload(who: Caller, path: str, fields: Json, *, expect: int) -> Json:
    """Send a form with files, from memory however large it is."""
    boundary, body = encode_multipart(fields)
    return who.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}", expect=expect).get_json()


def save(who: Caller, draft: str, content: bytes, seen: str, *, path: str = LETTER, expect: int = 200) -> Json:
    data = {"path": path, "seen": seen, "file": FileStorage(io.BytesIO(content), "file")}
    return upload(who, f"{draft}/files", data, expect=expect)


def letter(who: Caller, draft: str) -> tuple[bytes, str]:
    answer = who.get(f"{draft}/files?path={LETTER}")
    return answer.data, answer.headers["ETag"].strip('"')


def publish(who: Caller, draft: str, *, expect: int, **said: object) -> Json:
    body = {"revision": who.json(draft)["draft"]["revision"], **said}
    return who.post(f"{draft}/publish", json=body, expect=expect).get_json()


def published(author: Caller, second: Caller, word: str = "二") -> int:
    """Publish a version and return its number."""
    draft = begin(author)
    text, seen = letter(author, draft)
    save(author, draft, text + f"# {word}\n".encode(), seen)
    publish(author, draft, expect=202, note=word)
    return int(publish(second, draft, expect=200)["published_version"])


def test_two_people_publish(author: Caller, second: Caller) -> None:
    draft = begin(author)
    text, seen = letter(author, draft)
    saved = save(author, draft, text + b"\n", seen)
    assert saved["digest"] == sha256(text + b"\n").hexdigest()
    check = author.json(f"{draft}/check")
    assert (check["passed"], check["revision"]) == (True, saved["revision"])
    refused = publish(author, draft, expect=422)
    assert [each["field"] for each in refused["errors"]] == ["/note"]
    waits = publish(author, draft, expect=202, note="Words", basis="牟城管发〔2026〕12号")
    assert waits["status"] == "SUBMITTED"
    assert publish(author, draft, expect=202)["revision"] == waits["revision"]
    assert author.post(f"{draft}/confirm", json={"revision": waits["revision"]}, expect=403).get_json()["code"] == (
        "SOD_VIOLATION"
    )
    assert publish(second, draft, expect=200)["published_version"] == 2
    process = author.json(f"/processes/{KEY}")
    assert (process["version"], process["versions"][0]["note"]) == (2, "Words")
    assert publish(author, draft, expect=409)["code"] == "DRAFT_CLOSED"


def test_a_bundle_is_sent_and_sent_again(author: Caller) -> None:
    first = send(author, DRAFTS, zipped(changed()), expect=201, title="From elsewhere")
    draft = f"{DRAFTS}/{first['id']}"
    page = author.json(draft)
    (diagram,) = [each for each in page["files"] if each["path"] == DIAGRAM]
    assert diagram["digest"] != diagram["base_digest"]
    again = send(author, f"{draft}/bundle", zipped(changed("again")), expect=200, revision=1)
    assert again["revision"] == 2
    assert send(author, f"{draft}/bundle", zipped(changed("again")), expect=200, revision=1)["revision"] == 2
    stale = send(author, f"{draft}/bundle", zipped(changed("third")), expect=409, revision=1)
    assert (stale["code"], stale["values"]["current"]) == ("STALE", 2)
    out = author.get(f"{draft}/bundle")
    with zipfile.ZipFile(io.BytesIO(out.data)) as archive:
        assert archive.read(DIAGRAM) == changed("again")[DIAGRAM]


def test_the_same_request_begins_one_draft(author: Caller) -> None:
    once = {"headers": {"Idempotency-Key": "one"}}
    assert begin(author, **once) == begin(author, **once)
    assert begin(author, "Another", expect=422, **once)
    assert len(author.json(DRAFTS)["items"]) == 1


def test_who_saves_on_what_is_gone_is_told_and_nothing_is_lost(author: Caller, second: Caller) -> None:
    draft = begin(author)
    text, seen = letter(author, draft)
    save(second, draft, text + b"# theirs\n", seen)
    stale = save(author, draft, text + b"# mine\n", seen, expect=409)
    assert stale["code"] == "STALE"
    theirs, now = letter(author, draft)
    assert theirs.endswith(b"# theirs\n")
    assert stale["values"]["current"] == now
    gone = author.post(f"{draft}/files/remove", json={"path": LETTER, "seen": seen}, expect=409).get_json()
    assert gone["code"] == "STALE"


def test_findings_are_told_in_the_language_asked_for(author: Caller) -> None:
    draft = begin(author)
    seen = next(each["digest"] for each in author.json(draft)["files"] if each["path"] == "process.toml")
    save(author, draft, b"key = ", seen, path="process.toml")
    said = {
        language: author.get(f"{draft}/check", headers={"Accept-Language": language}).get_json()
        for language in ("zh", "en")
    }
    for check in said.values():
        assert not check["passed"]
    codes = {language: [each["code"] for each in check["findings"]] for language, check in said.items()}
    assert codes["zh"] == codes["en"]
    assert "FACTS_SYNTAX" in codes["zh"]
    messages = {language: check["findings"][0]["message"] for language, check in said.items()}
    assert messages["zh"] != messages["en"]
    refused = publish(author, draft, expect=422, note="Words")
    assert refused["code"] == "PROCESS_REFUSED"
    assert "FACTS_SYNTAX" in {each["code"] for each in refused["errors"]}


def test_a_second_person_gives_back_and_the_first_goes_on(author: Caller, second: Caller) -> None:
    draft = begin(author)
    text, seen = letter(author, draft)
    save(author, draft, text + b"\n", seen)
    waits = publish(author, draft, expect=202, note="Words")
    body = {"revision": waits["revision"], "reason": "Say which law"}
    given = second.post(f"{draft}/give-back", json=body).get_json()
    assert (given["status"], given["decision_note"]) == ("OPEN", "Say which law")
    publish(author, draft, expect=202, note="Words")
    assert author.post(f"{draft}/take-back").get_json()["status"] == "OPEN"
    assert author.post(f"{draft}/discard").get_json()["status"] == "DISCARDED"
    assert author.json(DRAFTS)["items"] == []


def test_only_process_administrators_come_in(studio: Service, author: Caller) -> None:
    draft = begin(author)
    reads = Caller(studio, studio.token("author", scopes=["read"]))
    reads.get(draft)
    reads.post(f"{draft}/discard", expect=403)
    for who, status in ((Caller(studio, studio.token("clerk")), 403), (Caller(studio, None), 401)):
        for path in (DRAFTS, draft, f"{draft}/check", f"{draft}/bundle", f"/processes/{KEY}/versions/1"):
            who.get(path, expect=status)
        begin(who, expect=status)
        who.post(f"{draft}/publish", json={"revision": 1, "note": "x"}, expect=status)
        who.post(f"/processes/{KEY}/versions/1/take-back", json={"reason": "a reason"}, expect=status)


def test_a_draft_is_found_under_its_own_process_only(author: Caller) -> None:
    draft = begin(author).rpartition("/")[2]
    for path in (f"/processes/pledge_approval/drafts/{draft}", f"{DRAFTS}/{NOWHERE}"):
        author.get(path, expect=404)
        author.post(f"{path}/discard", expect=404)
    author.post("/processes/no_process/drafts", data={"title": "x"}, content_type="multipart/form-data", expect=404)


HOSTILE: dict[str, tuple[Callable[[], bytes], int]] = {
    "nothing": (lambda: b"", 422),
    "a PDF": (lambda: b"%PDF-1.7", 422),
    "another process": (lambda: zipped(bundle_files(find("bpmn") / "pledge_approval")), 422),
    "a way out": (lambda: zipped({"process.toml": b"key = 'credit_repair'", "../../etc/x": b"x"}), 422),
    "a place that no bundle has": (lambda: zipped({"process.toml": b"key = 'credit_repair'", "run_me.py": b""}), 422),
    "a bomb": (lambda: zipped({"process.toml": b"key = 'credit_repair'", "big.dmn": b"\0" * 2**26}), 422),
    "many files": (
        lambda: zipped(
            {"process.toml": b"key = 'credit_repair'"} | {f"forms/f{i}.form.json": b"{}" for i in range(201)}
        ),
        422,
    ),
    "too much": (lambda: b"0" * 8_000_001, 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bundle_is_refused_and_leaves_nothing(author: Caller, name: str) -> None:
    make, status = HOSTILE[name]
    refused = send(author, DRAFTS, make(), expect=status, title="x")
    assert len((refused.get("errors") or [refused])[0]["detail"]) > 10
    assert author.json(DRAFTS)["items"] == []


@pytest.mark.parametrize("path", ["../x", "run.py", "forms/X.form.json", "letters/a/b.toml", "/etc/passwd"])
def test_a_file_out_of_place_is_refused(author: Caller, path: str) -> None:
    assert save(author, begin(author), b"x", "", path=path, expect=422)["code"] == "BUNDLE_PATH"


def test_a_file_too_large_is_refused(author: Caller) -> None:
    refused = save(author, begin(author), b"0" * 2_000_001, "", path="tests/large.json", expect=413)
    assert refused["code"] == "BUNDLE_FILE_SIZE"


def test_a_version_is_taken_back_by_two_people(author: Caller, second: Caller) -> None:
    assert published(author, second) == 2
    here = f"/processes/{KEY}/versions/2"
    assert author.json(here)["onward"] == 1
    assert (
        author.post(f"{here}/take-back", json={"reason": " "}, expect=422).get_json()["errors"][0]["field"] == "/reason"
    )
    asked = author.post(f"{here}/take-back", json={"reason": "初审的名称写错了"}, expect=202).get_json()
    (request,) = asked["version"]["requests"]
    body = {"request_id": request["id"]}
    assert author.post(f"{here}/take-back", json={"reason": "again, please"}, expect=409).get_json()["code"] == (
        "TAKE_BACK_WAITS"
    )
    assert author.post(f"{here}/take-back/confirm", json=body, expect=403).get_json()["code"] == "SOD_VIOLATION"
    second.post(f"{here}/take-back/confirm", json={"request_id": NOWHERE}, expect=409)
    done = second.post(f"{here}/take-back/confirm", json=body).get_json()
    assert done["version"]["taken_back_at"] is not None
    assert done["version"]["requests"][0]["decider"] == "second"
    process = author.json(f"/processes/{KEY}")
    assert process["version"] == 1
    assert process["versions"][0]["taken_back_at"] == done["version"]["taken_back_at"]
    assert second.post(f"{here}/take-back/confirm", json=body, expect=409).get_json()["code"] == (
        "TAKE_BACK_NOT_WAITING"
    )


def test_taking_back_is_refused_or_withdrawn(author: Caller, second: Caller) -> None:
    published(author, second)
    here = f"/processes/{KEY}/versions/2"
    for act, who, more in (("withdraw", author, {}), ("refuse", second, {"note": "The name is right"})):
        asked = author.post(f"{here}/take-back", json={"reason": "初审的名称写错了"}, expect=202).get_json()
        body = {"request_id": asked["version"]["requests"][0]["id"], **more}
        assert who.post(f"{here}/take-back/{act}", json=body).get_json()["version"]["is_current"]


def test_the_first_version_is_not_taken_back(author: Caller) -> None:
    refused = author.post(f"/processes/{KEY}/versions/1/take-back", json={"reason": "a reason"}, expect=409).get_json()
    assert refused["code"] == "NO_VERSION_BEFORE"
    assert "Publish a version" in refused["detail"] or "请发布" in refused["detail"]
    for path in (
        f"/processes/{KEY}/versions/9",
        "/processes/no_process/versions/1",
        f"/processes/{KEY}/versions/{9**40}",
    ):
        author.get(path, expect=404)
        author.get(f"/processes/{path}/cases", expect=404)


def test_cases_of_a_version_are_listed_without_whose_they_are(studio: Service, author: Caller) -> None:
    Caller(studio, studio.token("applicant_b")).open_repair()
    here = f"/processes/{KEY}/versions/1"
    assert author.json(here)["counts"]["DRAFT"] == 1
    (case,) = author.json(f"{here}/cases?status=DRAFT")["items"]
    assert (case["status"], case["waits_for"]) == ("DRAFT", ["APPLICANT"])
    assert "subject" not in case
    assert author.json(f"{here}/cases")["items"] == []
    author.get(f"{here}/cases?status=LOST", expect=422)
    author.get(f"{here}/cases?cursor=x", expect=422)

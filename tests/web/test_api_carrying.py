"""A draft that another one left behind is carried onto the newer version over the JSON interface."""

import io

from builders import Service
from callers import Caller

DRAFTS = "/processes/credit_repair/drafts"
GRANT, ACCEPT = "letters/t22_grant.toml", "letters/t20_accept.toml"


def begin(who: Caller, title: str, path: str, **more: object) -> str:
    """Begin a draft, change one letter in it, and return where it is."""
    body = {"title": title, **more}
    found = who.post(DRAFTS, data=body, content_type="multipart/form-data", expect=201).get_json()["id"]
    text = who.get(f"{DRAFTS}/{found}/files?path={path}")
    body = {"path": path, "seen": text.headers["ETag"].strip('"'), "file": (io.BytesIO(text.data + b"# x"), "f")}
    who.post(f"{DRAFTS}/{found}/files", data=body, content_type="multipart/form-data", expect=200)
    return f"{DRAFTS}/{found}"


def test_a_draft_that_another_one_left_behind_is_carried(studio: Service) -> None:
    author, second = (Caller(studio, studio.token(name)) for name in ("author", "second"))
    late, first = begin(author, "Later words", GRANT), begin(author, "Words of the notice", ACCEPT)
    author.post(f"{first}/publish", json={"revision": 2, "note": "First"}, expect=202)
    second.post(f"{first}/publish", json={"revision": 3}, expect=200)
    assert author.get(late).get_json()["draft"]["base_wrong"] == "DRAFT_BEHIND"
    author.post(f"{late}/carry", json={"revision": 1}, expect=409)
    carried = author.post(f"{late}/carry", json={"revision": 2}, expect=200).get_json()
    assert (carried["base_version"], carried["base_wrong"]) == (2, "")
    assert author.post(f"{late}/carry", json={"revision": 3}, expect=409).get_json()["code"] == "DRAFT_CARRIED"


def test_a_program_names_the_version_to_write_on(studio: Service) -> None:
    author, second = (Caller(studio, studio.token(name)) for name in ("author", "second"))
    first, day = begin(author, "Words of the notice", ACCEPT), "2026-10-12"
    author.post(f"{first}/publish", json={"revision": 2, "note": "First", "effective_on": day}, expect=202)
    second.post(f"{first}/publish", json={"revision": 3}, expect=200)
    early = begin(author, "Too early", GRANT, base_version="2")
    refused = author.post(f"{early}/publish", json={"revision": 2, "note": "Early"}, expect=409).get_json()
    assert refused["code"] == "DRAFT_AHEAD"
    form = {"title": "x", "base_version": "9"}
    author.post(DRAFTS, data=form, content_type="multipart/form-data", expect=422)

"""The editor of a form on pages: what is typed becomes the form, and what no form says is refused beside its name."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from builders import Service
from page_readers import Page, Reader, reader
from werkzeug.datastructures import MultiDict

KEY = "credit_repair"
PATH = "forms/first_review.form.json"
APPLICATION = "forms/application.form.json"
Typed = MultiDict[str, object]


@pytest.fixture
def draft(author: Reader) -> str:
    """Begin a draft and return where it is."""
    action, data = author.get(f"/studio/processes/{KEY}").form("//form[contains(@action,'/drafts')]")
    data["title"] = "Third review"
    return author.post(str(action), data).location


def text_of(who: Reader, draft: str, path: str = PATH) -> bytes:
    return who.client.get(f"{draft}/files/{path}").get_data()


def form_of(who: Reader, draft: str, path: str = PATH) -> dict[str, Any]:
    """Return the form as it is saved."""
    found: dict[str, Any] = json.loads(text_of(who, draft, path))
    return found


def keys_of(form: Mapping[str, Any]) -> list[str]:
    return [each.get("key", "") for each in form["components"]]


def part_of(who: Reader, draft: str, key: str, path: str = PATH) -> dict[str, Any]:
    form = form_of(who, draft, path)
    found: dict[str, Any] = form["components"][keys_of(form).index(key)]
    return found


def editor(who: Reader, draft: str, key: str, path: str = PATH) -> tuple[str, Typed]:
    """Return where one part is sent, and everything that its page would send."""
    page = who.get(f"{draft}/form/{path}?part={keys_of(form_of(who, draft, path)).index(key)}")
    action, data = page.form("//form[@data-form-part]")
    data["act"] = "save"
    return str(action), data


def press(who: Reader, page: Page, act: str, key: str, *, expect: int = 303) -> Page:
    """Press one of the small buttons of a part."""
    action, data = page.form(f"//form[.//button[@value='{act}']][.//input[@name='was'][@value='{key}']]")
    data["act"] = act
    return who.post(str(action), data, expect=expect)


def test_what_is_saved_as_it_stands_leaves_the_form_as_it_was(author: Reader, draft: str) -> None:
    before = text_of(author, draft, APPLICATION)
    for key in ("paid_on", "paid_amount", "receipt", "payment_matters", "electronic_service_consent", "signer_name"):
        action, data = editor(author, draft, key, APPLICATION)
        author.post(action, data)
        assert text_of(author, draft, APPLICATION) == before, key


def test_words_rules_and_properties_become_the_form(author: Reader, draft: str) -> None:
    action, data = editor(author, draft, "duties_remark")
    typed = {
        "label": "第三次意见",
        "label_en": "Third opinion",
        "required": "true",
        "minLength": "5",
        "maxLength": "50",
    }
    for name, value in {**typed, "page": "third", "others": "suggests = own_name\nno equals sign here"}.items():
        data[name] = value
    author.post(action, data)
    part = part_of(author, draft, "duties_remark")
    assert (part["label"], part["properties"]["label_en"]) == ("第三次意见", "Third opinion")
    assert {"required": True, "minLength": 5, "maxLength": 50}.items() <= part["validate"].items()
    assert (part["properties"]["page"], part["properties"]["suggests"]) == ("third", "own_name")
    assert "no equals" not in text_of(author, draft).decode()


def test_answers_are_put_in_taken_out_and_put_in_order(author: Reader, draft: str) -> None:
    before = part_of(author, draft, "first_opinion")["values"]
    action, data = editor(author, draft, "first_opinion")
    values, last = data.getlist("option-value"), len(before)
    values[0], values[last] = "", "LATER"
    data.setlist("option-value", values)
    for name, said in (("option-zh", "以后再说"), ("option-en", "Later")):
        words = data.getlist(name)
        words[last] = said
        data.setlist(name, words)
    data.setlist("option-at", ["9", *(["8"] * (last - 1)), "1", "x"])
    author.post(action, data)
    after = part_of(author, draft, "first_opinion")["values"]
    assert after == [{"value": "LATER", "label": "以后再说", "label_en": "Later"}, *before[1:]]


def test_a_part_is_put_in_moved_and_taken_out(author: Reader, draft: str) -> None:
    where, before = f"{draft}/form/{PATH}", keys_of(form_of(author, draft))
    action, data = author.get(where).form("//form[.//select[@name='kind']]")
    data["act"], data["kind"] = "add", "datetime"
    added = author.post(str(action), data).location
    assert added.endswith(f"?part={len(before)}")
    assert "New item" in author.get(added.removeprefix("http://localhost")).text
    press(author, author.get(where), "up", "item_1")
    assert keys_of(form_of(author, draft)) == [*before[:-1], "item_1", before[-1]]
    press(author, author.get(where), "down", "item_1")
    page = author.get(f"{where}?part={len(before)}")
    press(author, page, "remove", "item_1")
    assert keys_of(form_of(author, draft)) == before


def test_a_new_name_is_taken_over_by_what_hangs_on_it(author: Reader, draft: str) -> None:
    action, data = editor(author, draft, "signer_role", APPLICATION)
    data["key"] = "who_signs"
    author.post(action, data)
    form = form_of(author, draft, APPLICATION)
    assert "signer_role" not in keys_of(form)
    assert '"signer_role=' not in json.dumps([each["properties"].get("shown_when") for each in form["components"]])
    assert any("who_signs=" in each["properties"].get("shown_when", "") for each in form["components"])


WRONG = [
    ({"key": "Not a name"}, "key", "Use small letters"),
    ({"key": "duties"}, "key", "Another part of this form has this name already"),
    ({"shown_when": "nothing=YES"}, "shown_when", "hangs on something that this form does not ask for"),
    ({"shown_when": "no condition"}, "shown_when", "hangs on something"),
    ({"option-value": ""}, "options", "Give at least one answer"),
    ({"page": "../up"}, "page", "Use small letters"),
]


@pytest.mark.parametrize(("typed", "at", "said"), WRONG)
def test_what_no_form_says_is_refused_where_it_was_typed(
    author: Reader, draft: str, typed: dict[str, str], at: str, said: str
) -> None:
    before = text_of(author, draft)
    action, data = editor(author, draft, "first_opinion")
    data["label_en"] = "Kept as it was typed"
    for name, value in typed.items():
        data.setlist(name, [value for _each in data.getlist(name)] or [value])
    page = author.post(action, data, expect=422)
    assert said in page.all(f"//*[@id='error-{at}']")[0].text
    assert page.all("//input[@id='label_en']/@value") == ["Kept as it was typed"]
    assert text_of(author, draft) == before


@pytest.mark.parametrize("typed", ["x", "-1", "1e9", "9" * 5000])
def test_a_length_is_a_whole_number(author: Reader, draft: str, typed: str) -> None:
    action, data = editor(author, draft, "rectification_summary", APPLICATION)
    data["maxLength"] = typed
    page = author.post(action, data, expect=422)
    assert page.all("//*[@id='error-maxLength']")


def test_what_others_hang_on_is_not_taken_out(author: Reader, draft: str) -> None:
    place = keys_of(form_of(author, draft, APPLICATION)).index("signer_role")
    page = author.get(f"{draft}/form/{APPLICATION}?part={place}")
    said = press(author, page, "remove", "signer_role", expect=409)
    assert "hangs on something that this form does not ask for" in said.text
    assert "signer_role" in keys_of(form_of(author, draft, APPLICATION))


def test_two_who_write_at_once_lose_nothing(author: Reader, draft: str, studio: Service) -> None:
    other = reader(studio, "second")
    action, mine = editor(author, draft, "first_opinion")
    _action, theirs = editor(other, draft, "first_opinion")
    theirs["label_en"] = "Theirs"
    other.post(action, theirs)
    press(other, other.get(f"{draft}/form/{PATH}"), "down", "first_opinion")
    mine["label"] = "我的"
    page = author.post(action, mine, expect=409)
    assert "Somebody else changed this form meanwhile" in page.text
    assert page.all("//input[@id='label']/@value") == ["我的"]
    again, data = page.form("//form[@data-form-part]")
    data["act"] = "save"
    author.post(str(again), data)
    assert part_of(author, draft, "first_opinion")["label"] == "我的"


def test_a_part_that_is_gone_is_told(author: Reader, draft: str) -> None:
    action, data = editor(author, draft, "first_opinion")
    data["was"] = "gone"
    assert "taken out meanwhile" in author.post(action, data, expect=404).text


def test_the_form_is_seen_as_it_is_typed_at_each_step(author: Reader, draft: str) -> None:
    action, data = editor(author, draft, "first_opinion")
    data["label_en"] = "Typed just now"
    where = action.replace("/form-parts/", "/form-preview/")
    assert "Typed just now" in author.post(f"{where}?in=en", data, expect=200).text
    data["key"] = "9"
    assert "small letters" in author.post(where, data, expect=422).answer.get_data(as_text=True)
    at_review = author.get(f"{draft}/form/{APPLICATION}?at=review_first&in=en")
    assert not at_review.all("//form[@data-form-preview]//input")
    pages = author.get(f"{draft}/form/{APPLICATION}?at=apply_for_repair&in=en")
    assert "When and how much was paid?" in pages.text
    assert pages.all("//form[@data-form-preview]//input[@name='receipt_no']")


def test_who_may_open_it_and_what_is_no_form(author: Reader, draft: str, studio: Service) -> None:
    reader(studio, "clerk").get(f"{draft}/form/{PATH}", expect=403)
    author.get(f"{draft}/form/process.toml", expect=404)
    author.get(f"{draft}/form/forms/nothing.form.json", expect=404)
    author.get(f"{draft}/form/{PATH}?part=99")
    author.get(draft)
    for text in (b"{", b"[" * 50_000, b'{"components": 3}', b'{"components": [{"type": "radio", "values": 1}]}'):
        answer = author.client.get(f"{draft}/files/{PATH}")
        seen = answer.headers["ETag"].strip('"')
        author.send("PUT", f"{draft}/files/{PATH}", text, {"If-Match": f'"{seen}"'}, expect=200)
        assert author.get(f"{draft}/form/{PATH}", expect=303).location.endswith(f"/edit/{PATH}")

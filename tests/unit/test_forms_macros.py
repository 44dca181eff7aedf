"""Form documents on a page: labels, hints and errors tied together, and the answers to check."""

import json
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html

from workflow_app.domain.errors import FieldError
from workflow_app.web.file_kinds import ACCEPTED
from workflow_app.web.head_words import in_its_words

ROOT = Path(__file__).parents[2]
APPLICATION = json.loads((ROOT / "bpmn/credit_repair/forms/application.form.json").read_text(encoding="utf-8"))
SECOND_REVIEW = json.loads((ROOT / "bpmn/credit_repair/forms/second_review.form.json").read_text(encoding="utf-8"))
DOCUMENT = "0192f0c1-2b3c-7d4e-8f90-123456789abc"
ANSWERS = {
    "paid_on": date(2026, 5, 20),
    "receipt": DOCUMENT,
    "rectification_summary": "第一行\n<b>第二行</b>",
    "appeal_declaration": "NONE",
    "pledge": ["MATERIALS_TRUE", "LAW_OBEYED"],
}
FILES = {DOCUMENT: {"name": "缴款凭证.pdf", "url": "/documents/" + DOCUMENT}}


def render(call: str, **names: object) -> html.HtmlElement:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals.update(accepted_files=ACCEPTED, kinds_text=str, problem_sentence=lambda code, _values: code)
    environment.filters["in_its_words"] = in_its_words
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    source = f'{{% import "macros/forms.html" as forms %}}<main>{{{{ forms.{call} }}}}</main>'
    return html.fromstring(environment.from_string(source).render(names))


def by_id(page: html.HtmlElement, identity: str) -> html.HtmlElement:
    (found,) = page.xpath(f"//*[@id='{identity}']")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_has_a_label_or_legend(lang: str) -> None:
    page = render(f"render_form(form, {{}}, lang={lang!r})", form=APPLICATION)
    for control in page.xpath("//input[@type!='hidden'] | //textarea | //select"):
        assert page.xpath(f"//label[@for='{control.get('id')}']"), control.get("name")
    for group in page.xpath("//fieldset"):
        assert group.xpath("legend")[0].text_content().strip()


def test_no_id_appears_twice_and_every_description_exists() -> None:
    errors = [FieldError("/values/" + component["key"], "REQUIRED") for component in APPLICATION["components"]]
    page = render("render_form(form, {}, errors, 'zh')", form=APPLICATION, errors=errors)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {named for text in page.xpath("//@aria-describedby") for named in text.split()} <= set(ids)


def test_an_error_is_told_at_its_field_and_from_the_summary() -> None:
    errors = [FieldError("/values/second_reason", "REQUIRED"), FieldError("/values/second_opinion", "REQUIRED")]
    page = render(
        "error_summary(form, errors, 'en') ~ forms.render_form(form, {}, errors, 'en')",
        form=SECOND_REVIEW,
        errors=errors,
    )
    reason = by_id(page, "field-second_reason")
    assert reason.get("aria-invalid") == "true"
    assert reason.get("aria-describedby") == "hint-second_reason error-second_reason"
    assert "Fill this in" in by_id(page, "error-second_reason").text_content()
    assert page.xpath("//*[@role='radiogroup']/@aria-invalid") == ["true"]
    links = page.xpath("//*[@id='error-summary']//a/@href")
    assert links == ["#field-second_opinion", "#field-second_reason"]
    for link in links:
        assert by_id(page, link.removeprefix("#")).tag in {"input", "textarea"}


def test_the_sentence_of_a_problem_wins_over_ours() -> None:
    errors = [{"field": "/values/second_reason", "code": "REQUIRED", "detail": "Say why.", "values": {}}]
    page = render("render_form(form, {}, errors, 'en')", form=SECOND_REVIEW, errors=errors)
    assert "Say why." in by_id(page, "error-second_reason").text_content()


def test_an_error_of_no_field_is_told_in_the_summary() -> None:
    errors = [FieldError("/values/stranger", "UNKNOWN_FIELD")]
    page = render("error_summary(form, errors, 'en')", form=SECOND_REVIEW, errors=errors)
    assert "no such field" in by_id(page, "error-summary").text_content()


def test_without_errors_there_is_no_summary() -> None:
    assert not render("error_summary(form, [], 'en')", form=SECOND_REVIEW).xpath("//*[@id]")


def test_what_was_typed_is_there_again_and_cannot_break_out() -> None:
    typed = {"receipt_no": '"><script>', "electronic_service_consent": True, "pledge": ["LAW_OBEYED"]}
    page = render("render_form(form, values, (), 'zh')", form=APPLICATION, values=typed)
    assert by_id(page, "field-receipt_no").get("value") == '"><script>'
    assert not page.xpath("//script")
    assert page.xpath("//input[@checked]/@value") == ["true", "LAW_OBEYED"]


def test_inputs_help_the_keyboard_of_a_phone() -> None:
    dates = {"today": "2026-09-29", "decided_on": "2026-05-08"}
    page = render("render_form(form, {}, (), 'zh', dates=dates)", form=APPLICATION, dates=dates)
    paid_on = by_id(page, "field-paid_on")
    assert (paid_on.get("type"), paid_on.get("min"), paid_on.get("max")) == ("date", "2026-05-08", "2026-09-29")
    assert by_id(page, "field-paid_amount").get("inputmode") == "decimal"
    assert by_id(page, "field-contact_phone").get("autocomplete") == "tel-national"
    assert by_id(page, "field-receipt").get("accept") == ACCEPTED


def test_a_file_already_uploaded_is_kept() -> None:
    page = render("render_form(form, values, (), 'zh', files=files)", form=APPLICATION, values=ANSWERS, files=FILES)
    assert page.xpath("//input[@type='hidden' and @name='receipt']/@value") == [DOCUMENT]
    assert page.xpath("//a[text()='缴款凭证.pdf']")


def test_a_step_that_only_reads_gets_answers_and_no_inputs() -> None:
    page = render("render_form(form, values, step='review_first')", form=APPLICATION, values=ANSWERS)
    assert not page.xpath("//input")
    assert "2026年5月20日" in page.text_content()


@pytest.mark.parametrize(("lang", "expected"), [("zh", "一、所提交材料"), ("en", "1. The materials submitted")])
def test_answers_are_shown_in_words(lang: str, expected: str) -> None:
    page = render(
        f"render_answers(form, values, {lang!r}, '/my/apply', files=files)",
        form=APPLICATION,
        values=ANSWERS,
        files=FILES,
    )
    assert expected in page.text_content()
    assert "<b>第二行</b>" in page.text_content()
    assert "/my/apply#field-paid_on" in page.xpath("//a/@href")


@pytest.mark.parametrize("call", ["render_form(form, values)", "render_form(form, values, mode='read')"])
def test_nothing_is_inline(call: str) -> None:
    page = render(call, form=APPLICATION, values=ANSWERS)
    assert not page.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]")


@pytest.mark.parametrize(
    ("typed", "lang", "told"),
    [
        ("20000", "zh", "20,000.00 元"),
        ("1234567.5", "en", "CNY 1,234,567.50"),
        ("two thousand", "en", "two thousand"),
        ("", "zh", "not filled in"),
    ],
)
def test_an_amount_is_told_with_its_thousands_and_its_currency(typed: str, lang: str, told: str) -> None:
    values = {"paid_amount": typed}
    page = render("render_answers(form, values, lang)", form=APPLICATION, values=values, lang=lang)
    (answer,) = page.xpath("//dt[contains(., '实缴金额') or contains(., 'Amount paid')]/following-sibling::dd")
    assert answer.text_content().strip() == told

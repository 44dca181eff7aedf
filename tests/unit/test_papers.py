"""Papers stand under the name of what they were asked for, what was supplied later before what it replaces."""

from dataclasses import replace
from datetime import datetime

from workflow_app.domain.time import ZONE
from workflow_app.services.views import AnsweredView, DocumentView
from workflow_app.web.pages.papers import papers_of

AT = datetime(2026, 9, 29, 9, tzinfo=ZONE)


def document(name: str) -> DocumentView:
    return DocumentView(name, "case", f"{name}.pdf", "application/pdf", 1, "0" * 64, None, AT)


def answered(**files: str) -> AnsweredView:
    components = [{"key": key, "type": "filepicker", "label": f"《{key}》"} for key in files]
    form: dict[str, object] = {"components": [{"key": "note", "type": "textfield"}, *components, {"type": "text"}]}
    return AnsweredView("hand_in", "填写", "Hand in", form, {"note": "a", **files}, None, AT)


def test_papers_come_in_the_order_of_the_form_under_the_names_of_its_fields() -> None:
    shown = papers_of([answered(t16="b", receipt="a")], [document("a"), document("b"), document("c")])
    assert [(each.label, each.document.id) for each in shown.handed_in] == [("《t16》", "b"), ("《receipt》", "a")]
    assert [each.id for each in shown.unused] == ["c"]


def test_what_a_correction_supplied_takes_the_place_of_what_it_was_asked_for() -> None:
    documents = [document(each) for each in "abc"]
    shown = papers_of([answered(receipt="a"), answered(fix_receipt="b"), answered(fix_receipt="c")], documents)
    (paper,) = shown.handed_in
    assert (paper.label, paper.document.id) == ("《receipt》", "c")
    assert [each.id for each in paper.before] == ["b", "a"]
    assert shown.unused == ()


def test_a_paper_that_another_answer_names_again_is_no_second_one_and_unknown_ids_are_passed_over() -> None:
    again = replace(answered(receipt="a"), element="again")
    (paper,) = papers_of([answered(receipt="a"), again, answered(t16="gone")], [document("a")]).handed_in
    assert paper.before == ()

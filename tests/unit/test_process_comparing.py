"""What differs between two bundles: each kind of change, told of processes that we ship and altered here."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Called, Change, Snapshot, What
from workflow_app.engine.comparing import compare_bundles
from workflow_app.services.bundle_reading import bundle_files

PROCESSES = Path(__file__).parents[2] / "bpmn"
SHIPPED = {path.parent.name: bundle_files(path.parent) for path in sorted(PROCESSES.glob("*/process.toml"))}
REPAIR = SHIPPED["credit_repair"]
DIAGRAM, TABLES, SETTINGS = "credit_repair.bpmn", "repair_tables.dmn", "process.toml"
FORM, LETTER = "forms/second_review.form.json", "letters/t20_accept.toml"
Bundle = dict[str, bytes]


def changed(path: str, *pairs: tuple[str, str]) -> list[Change]:
    """Return what is told where words of a file of the repair are replaced."""
    text = REPAIR[path].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return list(compare_bundles(REPAIR, {**REPAIR, path: text.encode()}))


def only(path: str, *pairs: tuple[str, str]) -> Change:
    (change,) = changed(path, *pairs)
    return change


def form_changed(alter: Callable[[dict[str, object]], None], path: str = FORM) -> list[Change]:
    form = json.loads(REPAIR[path])
    alter(form)
    return list(compare_bundles(REPAIR, {**REPAIR, path: json.dumps(form, ensure_ascii=False).encode()}))


THIRD = """<bpmn:userTask id="review_third" name="三审" xn:nameEn="Third review" xn:role="SECTION_HEAD"
 xn:form="second_review" /><bpmn:sequenceFlow id="third_to_wait" sourceRef="review_third" targetRef="TARGET" />"""


def with_third(process: Bundle) -> bytes:
    """Return the diagram of the repair with a step put on the flow that leaves the first review."""
    text = process[DIAGRAM].decode()
    start = text.index('<bpmn:sequenceFlow id="review_first_to_facts_needed"')
    flow = text[start : text.index(">", start) + 1]
    assert 'targetRef="facts_needed"' in flow
    longer = THIRD.replace("TARGET", "facts_needed") + flow.replace('facts_needed" ', 'review_third" ').replace(
        'targetRef="facts_needed"', 'targetRef="review_third"'
    ).replace('id="review_first_to_review_third"', 'id="review_first_to_facts_needed"')
    return text.replace(flow, longer).encode()


def test_a_step_put_on_a_flow_is_one_change_with_its_place() -> None:
    (change,) = compare_bundles(REPAIR, {**REPAIR, DIAGRAM: with_third(REPAIR)})
    assert (change.what, change.turn) == (What.ELEMENT, Turn.ADDED)
    assert (change.element, change.kind) == ("review_third", "userTask")
    shown = change.after
    assert isinstance(shown, Snapshot)
    assert shown.said["role"] == "SECTION_HEAD"
    assert [each.zh for each in (*shown.follows, *shown.leads)] == ["初审", "是否实地核查？"]
    assert set(change.also) == {"review_first_to_facts_needed", "third_to_wait"}


def test_a_step_taken_out_is_one_change() -> None:
    before = {**REPAIR, DIAGRAM: with_third(REPAIR)}
    (change,) = compare_bundles(before, REPAIR)
    assert (change.what, change.turn, change.element) == (What.ELEMENT, Turn.REMOVED, "review_third")
    assert isinstance(change.before, Snapshot)


def test_a_step_has_another_name() -> None:
    change = only(DIAGRAM, ('name="初审" xn:nameEn="First review"', 'name="第一次审查" xn:nameEn="First review"'))
    assert (change.what, change.element) == (What.NAME, "review_first")
    assert (change.before, change.after) == ("初审", "第一次审查")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("role", "FIRST_REVIEWER", "SECTION_HEAD"),
        ("form", "first_review", "second_review"),
        ("internalLimit", "repair.first_review_wd", "repair.second_review_wd"),
    ],
)
def test_a_step_is_of_another_role_form_or_limit(name: str, old: str, new: str) -> None:
    change = only(DIAGRAM, (f'xn:{name}="{old}"', f'xn:{name}="{new}"'))
    assert (change.what, change.part) == (What.ATTRIBUTE, (name,))
    assert (change.element, change.before, change.after) == ("review_first", old, new)


def test_a_condition_has_another_text() -> None:
    change = only(DIAGRAM, ("acceptance == 'REJECT'", "correction_count &gt; 1"))
    assert (change.what, change.element) == (What.CONDITION, "materials_judged_to_issue_not_accepted")
    assert (change.before, change.after) == ("acceptance == 'REJECT'", "correction_count > 1")


def test_a_gateway_has_another_default() -> None:
    change = only(
        DIAGRAM,
        ('default="materials_judged_to_issue_acceptance"', 'default="materials_judged_to_issue_not_accepted"'),
    )
    assert (change.what, change.element) == (What.DEFAULT, "materials_judged")
    assert isinstance(change.after, Called)
    assert change.after.zh == "是否受理？ → 出具不予受理通知书"


def test_a_timer_goes_by_another_time() -> None:
    change = only(DIAGRAM, ("clock()</bpmn:timeDuration>", "working_days(3)</bpmn:timeDuration>"))
    assert (change.what, change.before, change.after) == (What.TIMER, "clock()", "working_days(3)")


def test_an_operation_has_another_parameter() -> None:
    change = only(
        DIAGRAM, ('<xn:parameter name="kind" value="T20_ACCEPT"', '<xn:parameter name="kind" value="T20_REJECT"')
    )
    assert (change.what, change.part) == (What.PARAMETER, ("parameter", "kind"))


def test_a_flow_leads_elsewhere() -> None:
    found = changed(
        DIAGRAM,
        (
            'id="issue_not_accepted_to_not_accepted" sourceRef="issue_not_accepted" targetRef="not_accepted"',
            'id="issue_not_accepted_to_not_accepted" sourceRef="issue_not_accepted" targetRef="lapsed"',
        ),
    )
    assert [each.what for each in found] == [What.FLOW]


def test_shapes_that_only_moved_are_one_change() -> None:
    text = REPAIR[DIAGRAM].decode()
    moved = text.replace('<dc:Bounds x="', '<dc:Bounds x="1')
    (change,) = compare_bundles(REPAIR, {**REPAIR, DIAGRAM: moved.encode()})
    assert (change.what, change.turn) == (What.LAYOUT, Turn.MOVED)
    assert isinstance(change.after, int)
    assert change.after > 20


def test_what_is_only_written_otherwise_is_told_as_that() -> None:
    text = REPAIR[DIAGRAM].decode().replace("<bpmn:incoming>", "\n<bpmn:incoming>")
    (change,) = compare_bundles(REPAIR, {**REPAIR, DIAGRAM: text.encode()})
    assert (change.what, change.turn, change.path) == (What.FILE, Turn.CHANGED, DIAGRAM)


def test_what_an_editor_leaves_out_is_no_change() -> None:
    found = changed(DIAGRAM, (' cancelActivity="true"', ""))
    assert [each.what for each in found] == [What.FILE]


def test_a_paragraph_of_a_letter_reads_otherwise() -> None:
    change = only(LETTER, ("材料齐全", "材料已经齐全"))
    assert (change.what, change.part, change.about.zh) == (What.PARAGRAPH, ("zh", "1"), "信用修复受理通知书")
    assert "材料已经齐全" in str(change.after)
    assert "材料已经齐全" not in str(change.before)


def test_a_paragraph_put_in_shifts_no_other() -> None:
    change = only(LETTER, ("paragraphs = [\n", 'paragraphs = [\n  "新的一段。",\n'))
    assert (change.what, change.turn, change.part) == (What.PARAGRAPH, Turn.ADDED, ("zh", "1"))
    assert (change.before, change.after) == (None, "新的一段。")


def test_the_title_of_a_letter_is_another() -> None:
    change = only(LETTER, ('title = "信用修复受理通知书"', 'title = "受理通知书"'))
    assert (change.what, change.part, change.after) == (What.LETTER_PART, ("zh", "title"), "受理通知书")


def fields(form: dict[str, object]) -> list[dict[str, object]]:
    found = form["components"]
    assert isinstance(found, list)
    return found


def test_a_field_is_added_removed_and_moved() -> None:
    new = {"type": "textfield", "id": "extra", "key": "extra", "label": "补充", "properties": {"label_en": "More"}}
    (added,) = form_changed(lambda form: fields(form).append(new))
    assert (added.what, added.turn, added.about) == (What.FIELD, Turn.ADDED, Called("补充", "More"))
    (removed,) = form_changed(lambda form: fields(form).pop())
    assert (removed.what, removed.turn, removed.about.zh) == (What.FIELD, Turn.REMOVED, "理由")
    (moved,) = form_changed(lambda form: fields(form).reverse())
    assert (moved.what, moved.turn) == (What.FIELD, Turn.MOVED)


def test_a_field_has_another_label_and_must_be_filled_in() -> None:
    def alter(form: dict[str, object]) -> None:
        field = fields(form)[1]
        field["label"] = "退回理由"
        field["validate"] = {"maxLength": 2000, "required": True}

    label, required = form_changed(alter)
    assert (label.part, label.before, label.after) == (("label",), "理由", "退回理由")
    assert (required.what, required.turn, required.part) == (What.FIELD_PART, Turn.ADDED, ("validate", "required"))


def test_the_options_of_a_field_differ() -> None:
    def alter(form: dict[str, object]) -> None:
        options = fields(form)[0]["values"]
        assert isinstance(options, list)
        options[0]["label"] = "同意"
        options.append({"value": "ASK", "label": "再问", "label_en": "Ask again"})

    label, added = form_changed(alter)
    assert (label.what, label.part) == (What.OPTION, ("同意", "Agree with the first opinion", "label"))
    assert (added.turn, added.part) == (Turn.ADDED, ("再问", "Ask again"))


def test_a_row_of_a_table_has_other_cells() -> None:
    change = only(TABLES, ('<text>"RETURN"</text>', '<text>"AGREE"</text>'), ("<text>0</text>", "<text>1</text>"))
    assert (change.what, change.about.zh, change.part) == (What.RULE, "复审后如何办理", ("1",))
    assert change.before == [
        (Called("复审意见", "Second opinion"), '"RETURN"'),
        (Called("已退回次数", "Times returned"), "0"),
    ]
    assert change.after == [
        (Called("复审意见", "Second opinion"), '"AGREE"'),
        (Called("已退回次数", "Times returned"), "1"),
    ]


def first_rule() -> str:
    text = REPAIR[TABLES].decode()
    return text[text.index("<rule ") : text.index("</rule>") + len("</rule>")]


def test_a_row_of_a_table_is_added_and_removed() -> None:
    rule = first_rule()
    more = rule + rule.replace("repair_route_rule_1", "repair_route_rule_new")
    added = only(TABLES, (rule, more))
    assert (added.what, added.turn, added.part) == (What.RULE, Turn.ADDED, ("2",))
    removed = only(TABLES, (rule, ""))
    assert (removed.turn, removed.part) == (Turn.REMOVED, ("1",))


def test_settings_are_told_by_their_place() -> None:
    change = only(SETTINGS, ('parameter = "repair.accept_wd"', 'parameter = "repair.result_wd"'))
    assert (change.what, change.about.zh) == (What.SETTING, "受理决定时限")
    assert change.part == ("clocks", "repair.accept", "parameter")
    whole = only(SETTINGS, ('silence = "ESCALATES"', 'silence = "ACCEPTS"'))
    assert (whole.part, whole.before, whole.after) == (("silence",), "ESCALATES", "ACCEPTS")


def test_files_come_and_go() -> None:
    fewer = {path: text for path, text in REPAIR.items() if path != LETTER}
    (removed,) = compare_bundles(REPAIR, fewer)
    assert (removed.what, removed.turn, removed.path) == (What.FILE, Turn.REMOVED, LETTER)
    (added,) = compare_bundles(fewer, REPAIR)
    assert added.turn is Turn.ADDED


@pytest.mark.parametrize("path", [DIAGRAM, TABLES, SETTINGS, FORM, LETTER])
@pytest.mark.parametrize(
    "content", [b"", b"<", b"{", b"\xff\xfe", b"[]", b"null", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"]
)
def test_a_broken_file_is_told_and_breaks_nothing(path: str, content: bytes) -> None:
    assert compare_bundles(REPAIR, {**REPAIR, path: content})
    assert compare_bundles({**REPAIR, path: content}, REPAIR)


def test_a_flow_that_leads_to_itself_has_an_end() -> None:
    text = REPAIR[DIAGRAM].decode()
    odd = text.replace('sourceRef="issue_not_accepted"', 'sourceRef="issue_not_accepted_to_not_accepted"')
    found = compare_bundles(REPAIR, {**REPAIR, DIAGRAM: odd.encode()})
    assert What.FLOW in {each.what for each in found}


@given(process=st.sampled_from(sorted(SHIPPED)), seed=st.integers(min_value=0), times=st.integers(0, 3))
def test_bundles_that_differ_have_a_change_and_equal_ones_none(process: str, seed: int, times: int) -> None:
    before = SHIPPED[process]
    after = dict(before)
    dice = random.Random(seed)  # noqa: S311 - which bytes a test changes is no secret
    for _time in range(times):
        mangle(after, dice)
    assert bool(compare_bundles(before, after)) == (before != after)
    assert bool(compare_bundles(after, before)) == (before != after)


def mangle(files: Bundle, dice: random.Random) -> None:
    """Change, cut, double or drop something anywhere in a bundle."""
    path = dice.choice(sorted(files))
    text = files[path].decode(errors="replace")
    at = dice.randrange(len(text) + 1)
    end = min(len(text), at + dice.randrange(1, 30))
    kinds = {
        "cut": text[:at] + text[end:],
        "double": text[:end] + text[at:],
        "put": text[:at] + dice.choice(["x", " ", "1", '"', "<a/>", "审"]) + text[at:],
    }
    kind = dice.choice([*kinds, "drop"])
    if kind == "drop":
        files["tests/one.json"] = files.pop(path)
    else:
        files[path] = kinds[kind].encode()

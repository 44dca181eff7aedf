"""Every bundle we ship is whole: diagram, forms, letters and words agree, in both directions and both languages."""

import dataclasses
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_checks import CHECKS
from bundles import Bundle, read_bundle
from decision_tables import dmn, table
from table_checks import TABLE_CHECKS

ROOT = Path(__file__).parents[2]
FOLDERS = [*sorted(path.parent for path in ROOT.glob("bpmn/*/process.toml")), ROOT / "benchmarks"]
CREDIT_REPAIR = ROOT / "bpmn" / "credit_repair"
DIAGRAM = "credit_repair.bpmn"
TRIAL = "trial.dmn"

Change = tuple[str, str, str]
"""A file of the bundle, what stands in it, and what is put there instead."""


@pytest.mark.parametrize("check", [*CHECKS, *TABLE_CHECKS], ids=lambda check: check.__name__)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bundle_has_no_fault(folder: Path, check: Callable[[Bundle], list[str]]) -> None:
    assert check(read_bundle(folder)) == []


def test_every_folder_of_processes_is_a_bundle() -> None:
    shared = {tomllib.loads((each / "process.toml").read_text("utf-8")).get("shares") for each in FOLDERS} - {None}
    assert {path.name for path in (ROOT / "bpmn").iterdir() if path.is_dir()} - shared == {
        folder.name for folder in FOLDERS if folder.parent.name == "bpmn"
    }


def walks(folder: Path) -> list[str]:
    """Return the modules of tests that follow the cases of a process and allow no flow and no end to be left out."""
    follows = (f'follow("{folder.name}")', f'Diagram.of("{folder.name}")')
    modules = {path.name: path.read_text("utf-8") for path in (ROOT / "tests/workflow").glob("test_*_flows.py")}
    found = [name for name, text in modules.items() if any(each in text for each in follows)]
    return [name for name in found if "left_out() == ([], [])" in modules[name]]


@pytest.mark.parametrize("folder", FOLDERS[:-1], ids=lambda folder: folder.name)
def test_every_flow_of_every_bundle_is_walked_by_a_test(folder: Path) -> None:
    assert len(walks(folder)) == 1


def with_a_table(bundle: Bundle) -> Bundle:
    """Return a bundle with one more table, in which the checks of tables have something to find."""
    trial = table("trial_table", [("decision", "string")], [("returned_count", "number")], [['"GRANT"', "1"]])
    return dataclasses.replace(bundle, files={**bundle.files, TRIAL: dmn(trial)})


def test_the_table_of_trial_has_no_fault() -> None:
    assert [check(with_a_table(read_bundle(CREDIT_REPAIR))) for check in TABLE_CHECKS] == [[], [], []]


BREAKS: list[tuple[str, Change, str]] = [
    ("diagram_is_one_process", (DIAGRAM, 'isExecutable="true"', ""), "executable"),
    ("diagram_is_one_process", ("process.toml", 'key = "credit_repair"', 'key = "other"'), "key"),
    ("every_element_has_both_names", (DIAGRAM, 'xn:nameEn="Decide on the repair"', ""), "decide_repair"),
    ("every_element_has_both_names", (DIAGRAM, 'name="退回初审" ', ""), "route_chosen_to_note_return"),
    ("every_element_has_both_names", ("process.toml", 'name_en = "Decision"', ""), "name_en"),
    ("every_id_is_snake_case", (DIAGRAM, "decide_repair", "decideRepair"), "decideRepair"),
    ("every_id_is_snake_case", (DIAGRAM, "decide_repair", "decide"), "verb_noun: decide"),
    ("every_gateway_has_a_default", (DIAGRAM, 'default="repair_granted_to_issue_refusal"', ""), "repair_granted"),
    ("every_gateway_labels_its_flows", (DIAGRAM, 'name="不予" ', ""), "repair_granted_to_issue_refusal"),
    ("every_gateway_labels_its_flows", (DIAGRAM, "decision == 'GRANT'", ""), "repair_granted_to_issue_grant"),
    ("everything_is_drawn", (DIAGRAM, 'bpmnElement="note_return"', 'bpmnElement="elsewhere"'), "elsewhere"),
    ("everything_is_drawn", (DIAGRAM, 'bpmnElement="started_to_apply_for_repair"', 'bpmnElement="x"'), "started_to"),
    (
        "flows_and_references_agree",
        (DIAGRAM, "<bpmn:incoming>mark_partial_to_escalated</bpmn:incoming>", ""),
        "escalated",
    ),
    ("flows_and_references_agree", (DIAGRAM, 'messageRef="message_record_moot"', 'messageRef="x"'), "message"),
    ("flows_and_references_agree", (DIAGRAM, 'attachedToRef="await_removals"', 'attachedToRef="x"'), "removals_late"),
    ("our_attributes_are_known", (DIAGRAM, "xn:internalLimit", "xn:internLimit"), "internLimit"),
    ("tasks_say_what_they_need", (DIAGRAM, 'xn:role="DECIDER"', ""), "decide_repair"),
    ("tasks_say_what_they_need", (DIAGRAM, 'xn:operation="case/escalate"', ""), "mark_partial"),
    ("forms_agree_with_the_diagram", (DIAGRAM, 'xn:form="decision"', 'xn:form="verdict"'), "verdict"),
    (
        "forms_agree_with_the_diagram",
        ("process.toml", 'start_form = "application"', 'start_form = "decision"'),
        "start",
    ),
    ("forms_speak_both_languages", ("forms/decision.form.json", '"label_en": "Reasons"', '"label_en": ""'), "reason"),
    ("forms_speak_both_languages", ("forms/decision.form.json", "Refuse the repair", ""), "REFUSE"),
    (
        "forms_speak_both_languages",
        ("forms/application.form.json", '"dateLabel": "缴清', '"dateLabel": "缴纳'),
        "paid_on",
    ),
    ("form_steps_exist", ("forms/application.form.json", "review_again=read", "review_agin=read"), "review_agin"),
    ("routing_is_declared", ("process.toml", 'name = "second_opinion"', 'name = "opinion"'), "second_opinion"),
    ("routing_is_declared", (DIAGRAM, "decision == 'GRANT'", "verdict == 'GRANT'"), "verdict"),
    ("states_agree_with_the_diagram", ("process.toml", 'key = "MOOT"', 'key = "MUTE"'), "MUTE"),
    ("states_agree_with_the_diagram", ("process.toml", '"OBJECTION_SUSPENDED", "DECISION",', '"LOST",'), "LOST"),
    ("clocks_agree_with_the_diagram", (DIAGRAM, 'xn:clock="repair.share"', 'xn:clock="repair.shared"'), "shared"),
    ("clocks_agree_with_the_diagram", ("process.toml", 'stops = ["closed"]', 'stops = ["close"]'), "close"),
    ("clocks_agree_with_the_diagram", (DIAGRAM, "repair.decision_wd", "repair.decide_wd"), "decide_wd"),
    ("letters_agree_with_the_diagram", (DIAGRAM, 'value="T22_REFUSE"', 'value="T22"'), "T22_REFUSE"),
    ("letters_agree_with_the_diagram", ("process.toml", "t22_refuse.toml", "t22_no.toml"), "t22_no.toml"),
    ("letters_name_their_placeholders", ("letters/t22_grant.toml", '"site", "subject_name"', '"subject_name"'), "site"),
    (
        "letters_name_their_placeholders",
        ("letters/t22_refuse.toml", "against the application: {refusal_reason}", ""),
        "en",
    ),
    ("tables_speak_both_languages", (TRIAL, 'xn:nameEn="Trial table"', ""), "trial_table"),
    ("tables_speak_both_languages", (TRIAL, 'xn:nameEn="Column 0"', ""), "decision"),
    ("tables_speak_both_languages", (TRIAL, "<inputEntry", "<description>备注</description><inputEntry"), "rule 1"),
    ("tables_are_drawn", (TRIAL, 'dmnElementRef="trial_table"', 'dmnElementRef="elsewhere"'), "elsewhere"),
    ("tables_give_what_routing_declares", (TRIAL, 'name="returned_count"', 'name="decision"'), "is string"),
    (
        "tables_give_what_routing_declares",
        (TRIAL, "<decisionTable", '<decisionTable hitPolicy="COLLECT"'),
        "is integer",
    ),
]


@pytest.mark.parametrize(("name", "change", "told"), BREAKS)
def test_each_check_sees_its_fault(name: str, change: Change, told: str) -> None:
    path, before, after = change
    bundle = with_a_table(read_bundle(CREDIT_REPAIR))
    text = bundle.files[path].decode()
    assert before in text
    broken = dataclasses.replace(bundle, files={**bundle.files, path: text.replace(before, after).encode()})
    (check,) = [check for check in (*CHECKS, *TABLE_CHECKS) if check.__name__ == name]
    assert any(told in fault for fault in check(broken))


def test_every_check_was_seen_to_fail() -> None:
    assert {check.__name__ for check in (*CHECKS, *TABLE_CHECKS)} == {name for name, _, _ in BREAKS}

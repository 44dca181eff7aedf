"""Every bundle we ship passes the check with nothing to say, and is proved sound; and the check sees each fault."""

import time
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from decision_tables import dmn, table
from small_bundles import check

from workflow_app.services.bundle_reading import bundle_files

ROOT = Path(__file__).parents[2]
FOLDERS = [*sorted(path.parent for path in ROOT.glob("bpmn/*/process.toml")), ROOT / "benchmarks"]
CREDIT_REPAIR = ROOT / "bpmn" / "credit_repair"
DIAGRAM = "credit_repair.bpmn"
TRIAL = "trial.dmn"
SECONDS = 2.0
"""Of computing; a bundle takes a quarter of a second at most, and the machine may be slow."""

WANTED = ("*.bpmn", "*.dmn", "process.toml", "forms/*.form.json", "letters/*.toml")
Change = tuple[str, str, str]
"""A file of the bundle, what stands in it, and what is put there instead."""


def read(folder: Path) -> dict[str, bytes]:
    """Read a folder; the scripts and folders beside a benchmark's diagram are no part of its bundle."""
    return {path: text for path, text in bundle_files(folder).items() if any(fnmatch(path, each) for each in WANTED)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bundle_that_we_ship_has_no_fault_and_is_proved_in_time(folder: Path) -> None:
    files = read(folder)
    begun = time.process_time()
    assert not check(files).findings
    assert time.process_time() - begun < SECONDS


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


def with_a_table() -> dict[str, bytes]:
    """Return a bundle with one more table, in which the checks of tables have something to find."""
    trial = table("trial_table", [("decision", "string")], [("returned_count", "number")], [['"GRANT"', "1"]])
    return {**read(CREDIT_REPAIR), TRIAL: dmn(trial)}


def test_the_table_of_trial_has_no_fault_but_that_nobody_asks_it() -> None:
    found = check(with_a_table()).findings
    assert [(each.code, each.element) for each in found] == [("DECISION_UNUSED", "trial_table")]


BREAKS: list[tuple[str, Change, str]] = [
    ("NOT_EXECUTABLE", (DIAGRAM, 'isExecutable="true"', 'isExecutable="false"'), "credit_repair"),
    ("DIAGRAM_NAME", ("process.toml", 'key = "credit_repair"', 'key = "other"'), "other.bpmn"),
    ("NAME_MISSING", (DIAGRAM, 'xn:nameEn="Decide on the repair"', ""), "decide_repair"),
    ("LABEL_MISSING", (DIAGRAM, 'name="退回初审" ', ""), "route_chosen_to_note_return"),
    ("LABEL_MISSING", (DIAGRAM, 'name="不予" ', ""), "repair_granted_to_issue_refusal"),
    ("ROW_WORDS", ("process.toml", 'name_en = "Decision"', ""), "name_en"),
    ("ID_FORM", (DIAGRAM, "decide_repair", "decideRepair"), "decideRepair"),
    ("NAME_OF_TASK", (DIAGRAM, "decide_repair", "decide"), "decide"),
    ("NO_DEFAULT", (DIAGRAM, 'default="repair_granted_to_issue_refusal"', ""), "repair_granted"),
    ("NO_CONDITION", (DIAGRAM, "decision == 'GRANT'", ""), "repair_granted_to_issue_grant"),
    ("DRAWN_IN_VAIN", (DIAGRAM, 'bpmnElement="note_return"', 'bpmnElement="elsewhere"'), "elsewhere"),
    ("NOT_DRAWN", (DIAGRAM, 'bpmnElement="note_return"', 'bpmnElement="elsewhere"'), "note_return"),
    ("NOT_DRAWN", (DIAGRAM, 'bpmnElement="started_to_apply_for_repair"', 'bpmnElement="x"'), "started_to_apply"),
    ("FLOWS_DIFFER", (DIAGRAM, "<bpmn:incoming>mark_partial_to_escalated</bpmn:incoming>", ""), "escalated"),
    ("MESSAGE_MISSING", (DIAGRAM, 'messageRef="message_record_moot"', 'messageRef="x"'), "record_moot"),
    ("ATTACHED_TO_MISSING", (DIAGRAM, 'attachedToRef="await_removals"', 'attachedToRef="x"'), "removals_late"),
    ("UNKNOWN_ATTRIBUTE", (DIAGRAM, "xn:internalLimit", "xn:internLimit"), "internLimit"),
    ("TASK_LACKS", (DIAGRAM, 'xn:role="DECIDER"', ""), "decide_repair"),
    ("OPERATION_NAME", (DIAGRAM, 'xn:operation="case/escalate"', ""), "mark_partial"),
    ("OPERATION_UNKNOWN", (DIAGRAM, 'xn:operation="case/escalate"', 'xn:operation="case/escalated"'), "mark_partial"),
    ("ROLE_UNKNOWN", (DIAGRAM, 'xn:role="DECIDER"', 'xn:role="KING"'), "KING"),
    ("FORM_MISSING", (DIAGRAM, 'xn:form="decision"', 'xn:form="verdict"'), "verdict"),
    ("FORM_UNUSED", (DIAGRAM, 'xn:form="decision"', 'xn:form="verdict"'), "decision"),
    ("START_FORM", ("process.toml", 'start_form = "application"', 'start_form = "opening"'), "opening"),
    ("FORM_WORDS", ("forms/decision.form.json", '"label_en": "Reasons"', '"label_en": ""'), "reason"),
    ("FORM_WORDS", ("forms/decision.form.json", "Refuse the repair", ""), "REFUSE"),
    ("FORM_WORDS", ("forms/application.form.json", '"dateLabel": "缴清', '"dateLabel": "缴纳'), "paid_on"),
    ("FORM_STEP_MISSING", ("forms/application.form.json", "review_again=read", "review_agin=read"), "review_agin"),
    ("ROUTING_UNDECLARED", ("process.toml", 'name = "acceptance"', 'name = "accepting"'), "acceptance"),
    ("UNKNOWN_NAME", (DIAGRAM, "decision == 'GRANT'", "verdict == 'GRANT'"), "verdict"),
    ("UNKNOWN_NAME", ("process.toml", "publicity_mode == 'BEFORE_REMOVAL'", "mode == 'BEFORE_REMOVAL'"), "mode"),
    ("VALUE_NEVER_CHOSEN", (DIAGRAM, "decision == 'GRANT'", "decision == 'GRANNT'"), "GRANNT"),
    ("STATE_MISSING", ("process.toml", 'key = "MOOT"', 'key = "MUTE"'), "MOOT"),
    ("STATE_UNUSED", ("process.toml", 'key = "MOOT"', 'key = "MUTE"'), "MUTE"),
    ("STATE_MISSING", ("process.toml", '"OBJECTION_SUSPENDED", "DECISION",', '"LOST",'), "LOST"),
    ("CLOCK_MISSING", (DIAGRAM, 'xn:clock="repair.share"', 'xn:clock="repair.shared"'), "shared"),
    ("CLOCK_ELEMENT", ("process.toml", 'stops = ["closed"]', 'stops = ["close"]'), "close"),
    ("ELEMENT_MISSING", ("process.toml", 'await_publicity = ""', 'await_public = ""'), "await_public"),
    ("LIMIT_MISSING", (DIAGRAM, "repair.decision_wd", "repair.decide_wd"), "decide_wd"),
    ("PARAMETER_UNKNOWN", (DIAGRAM, "repair.decision_wd", "repair.decide_wd"), "decide_wd"),
    ("LIMIT_UNUSED", (DIAGRAM, "repair.decision_wd", "repair.first_review_wd"), "decision_wd"),
    ("LETTER_MISSING", (DIAGRAM, 'value="T22_REFUSE"', 'value="T22"'), "T22"),
    ("LETTER_UNUSED", (DIAGRAM, 'value="T22_REFUSE"', 'value="T22"'), "T22_REFUSE"),
    ("LETTER_FILE", ("process.toml", "t22_refuse.toml", "t22_no.toml"), "t22_no.toml"),
    ("LETTER_KIND", ("process.toml", "t22_refuse.toml", "t22_grant.toml"), "T22_REFUSE"),
    (
        "PLACEHOLDER_UNDECLARED",
        ("letters/t22_grant.toml", '"site", "subject_name"', '"subject_name"'),
        "site",
    ),
    (
        "PLACEHOLDER_ONE_LANGUAGE",
        ("letters/t22_refuse.toml", "against the application: {refusal_reason}", ""),
        "refusal_reason",
    ),
    ("PLACEHOLDER_UNKNOWN", ("letters/t22_refuse.toml", "refusal_reason", "refusal_season"), "refusal_season"),
    ("MESSAGE_NOT_TOLD", (DIAGRAM, 'name="record_moot"', 'name="record_mute"'), "record_mute"),
    ("MESSAGE_NOT_AWAITED", (DIAGRAM, 'name="message" value="correction_served"', 'name="message" value="x"'), "x"),
    ("REMOVAL_WITHOUT_DECISION", (DIAGRAM, 'xn:role="DECIDER"', 'xn:role="INTAKE"'), "order_removals"),
    (
        "REVIEWERS_NOT_APART",
        (DIAGRAM, 'xn:internalLimit="repair.second_review_wd" xn:separationGroup="review"',
         'xn:internalLimit="repair.second_review_wd"'),
        "review_second",
    ),
    ("DECISION_WORDS", (TRIAL, 'xn:nameEn="Trial table"', ""), "trial_table"),
    ("DECISION_WORDS", (TRIAL, 'xn:nameEn="Column 0"', ""), "decision"),
    ("DECISION_WORDS", (TRIAL, "<inputEntry", "<description>备注</description><inputEntry"), "1"),
    ("DRAWN_IN_VAIN", (TRIAL, 'dmnElementRef="trial_table"', 'dmnElementRef="elsewhere"'), "elsewhere"),
    ("DECISION_GIVES", (TRIAL, 'name="returned_count"', 'name="decision"'), "string"),
    ("DECISION_GIVES", (TRIAL, "<decisionTable", '<decisionTable hitPolicy="COLLECT"'), "integer"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "change", "told"), BREAKS)
def test_the_check_sees_each_fault(code: str, change: Change, told: str) -> None:
    path, before, after = change
    files = with_a_table()
    text = files[path].decode()
    assert before in text
    found = check({**files, path: text.replace(before, after).encode()}).findings
    assert any(each.code == code and told in f"{each.element} {each.values}" for each in found), found

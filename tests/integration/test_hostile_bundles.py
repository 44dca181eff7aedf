"""What people hand in who mean harm, or cannot do better: refused in seconds, with a finding, and never a trace."""

import io
import json
import random
import time
from collections.abc import Iterator

import pytest
from expression_attacks import BOMBS, ESCAPES
from hypothesis import given, settings
from hypothesis import strategies as st
from small_bundles import CONDITION, DIAGRAM, FACTS, KEY, LETTER, NODES, TASK, check, codes, diagram, small

SECONDS = 8.0
MANY = 10_000
COMPUTED = {"999999999999999 * 999999999999999", "0.000000001 / 999999999999999", "(" * 90 + "1" + ")" * 90 + " " * 400}
"""What is bounded where it is computed, and may therefore be written where a number stands."""


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < SECONDS


def test_the_small_bundle_itself_has_no_fault() -> None:
    assert check(small()).findings == ()


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd">',
        '<!DOCTYPE a [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
        + "]>",
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
    ],
)
@pytest.mark.parametrize("suffix", ["bpmn", "dmn"])
def test_entities_are_refused(head: str, suffix: str) -> None:
    files = small() | {f"{KEY}.{suffix}": head.encode() + diagram()}
    assert codes(files) >= {"XML_DOCTYPE"}


def chain(length: int) -> bytes:
    tasks = "".join(f'<bpmn:serviceTask id="do_{n}" xn:operation="case/register" />' for n in range(length))
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{n}" sourceRef="do_{n}" targetRef="do_{n + 1}" />' for n in range(length - 1)
    )
    into = f'<bpmn:sequenceFlow id="out" sourceRef="do_{length - 1}" targetRef="look_at_it" />'
    text = diagram(more=tasks + flows + into).decode()
    return text.replace('sourceRef="begun" targetRef="look_at_it"', 'sourceRef="begun" targetRef="do_0"').encode()


UNDRAWN = {"FLOWS_DIFFER", "NAME_MISSING", "NOT_DRAWN", "DRAWN_IN_VAIN", "LABEL_MISSING"}
"""What these tests leave out of their diagrams."""


def test_ten_thousand_elements_are_refused_and_two_thousand_looked_at() -> None:
    assert codes(small(diagram=chain(MANY))) >= {"TOO_MANY_ELEMENTS"}
    assert codes(small(diagram=chain(980))) <= UNDRAWN | {"TOO_LONG"}
    assert codes(small(diagram=chain(150))) <= UNDRAWN


def test_what_is_nested_deeply_is_no_file() -> None:
    deep = b"<a>" * 300_000 + b"</a>" * 150_000
    assert codes(small(diagram=deep)) >= {"XML_SYNTAX"}
    assert codes(small(diagram=b"<a>" * 80_000 + b"</a>" * 80_000)) >= {"XML_SYNTAX"}
    assert codes(small(form='{"a":' * 100_000)) >= {"FORM_SYNTAX"}
    assert codes(small(form="[" * 100_000 + "]" * 100_000)) >= {"FORM_SYNTAX"}
    assert codes(small(facts="a = " + "[" * 100_000)) >= {"FACTS_SYNTAX"}
    assert codes(small(letter="a = " + "[" * 100_000)) >= {"LETTER_SYNTAX"}


SCRIPTS = [
    '<bpmn:scriptTask id="run_it" scriptFormat="javascript"><bpmn:script>1</bpmn:script></bpmn:scriptTask>',
    *(
        TASK.replace("look_at_it", "run_it").format(
            "", f"<bpmn:extensionElements><camunda:{tag}>1</camunda:{tag}></bpmn:extensionElements>"
        )
        for tag in ("script", "executionListener", "taskListener", "inputOutput", "preScript", "postScript")
    ),
    *(
        TASK.replace("look_at_it", "run_it").format(f' camunda:{name}="${{x}}"', "")
        for name in ("class", "delegateExpression", "expression")
    ),
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_of_any_dialect_is_refused(script: str) -> None:
    assert codes(small(diagram=diagram(more=script))) & {"SCRIPT_TASK", "FOREIGN_EXTENSION"}


def test_an_expression_in_another_language_is_refused() -> None:
    text = diagram().decode().replace("<bpmn:conditionExpression>", '<bpmn:conditionExpression language="javascript">')
    assert "FOREIGN_EXTENSION" in codes(small(diagram=text))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


LOOP = "<bpmn:multiInstanceLoopCharacteristics><bpmn:{0}>{1}</bpmn:{0}>{2}</bpmn:multiInstanceLoopCharacteristics>"
LIST = "<bpmn:loopCardinality>2</bpmn:loopCardinality>"


def with_task(inner: str) -> bytes:
    return diagram(NODES.replace(TASK.format("", ""), TASK.format("", inner)))


def everywhere(text: str) -> dict[str, dict[str, bytes]]:
    """Return a bundle for each place where an expression can stand."""
    said = escaped(text)
    timer = (
        f"<bpmn:timerEventDefinition><bpmn:timeDuration>days({said})</bpmn:timeDuration></bpmn:timerEventDefinition>"
    )
    late = (
        f'<bpmn:boundaryEvent id="too_late" attachedToRef="look_at_it">{timer}</bpmn:boundaryEvent>'
        '<bpmn:sequenceFlow id="too_late_to_done" sourceRef="too_late" targetRef="done" />'
    )
    done = LOOP.format("loopCardinality", "2", f"<bpmn:completionCondition>{said}</bpmn:completionCondition>")
    return {
        "condition": small(diagram=diagram(condition=said)),
        "timer": small(diagram=diagram(more=late)),
        "list": small(diagram=with_task(LOOP.format("loopDataInputRef", said, ""))),
        "count": small(diagram=with_task(LOOP.format("loopCardinality", said, ""))),
        "completion": small(diagram=with_task(done)),
        "foreseen": small(facts=f"{FACTS}\n[foreseen]\nlook_at_it = {json.dumps(text)}\n"),
    }


@pytest.mark.parametrize("text", [*ESCAPES, *BOMBS])
def test_an_expression_that_escapes_or_explodes_is_found(text: str) -> None:
    places = everywhere(text)
    assert not check(places["condition"]).passed
    assert not check(places["foreseen"]).passed


@pytest.mark.parametrize("text", [*ESCAPES[::7], *BOMBS[::3]])
def test_it_is_found_wherever_it_stands(text: str) -> None:
    for place, files in everywhere(text).items():
        assert text in COMPUTED or not check(files).passed, (place, text)


def test_an_ordinary_expression_is_none_of_these() -> None:
    assert check(everywhere(CONDITION)["condition"]).passed


def test_an_unknown_operation_and_an_id_used_twice_are_found() -> None:
    assert "OPERATION_UNKNOWN" in codes(small(diagram=diagram(NODES.replace("letter/issue", "os/system"))))
    assert "ID_TWICE" in codes(small(diagram=diagram(more=TASK.format("", ""))))
    assert "ID_TWICE" in codes(small(diagram=diagram(more='<bpmn:dataObject id="done" />')))


def process(name: str, called: str) -> str:
    """Return a process that calls another one twice."""
    ends = f'<bpmn:startEvent id="{name}_s" /><bpmn:endEvent id="{name}_e" />'
    if not called:
        return f'<bpmn:process id="{name}">{ends}{flow(name, "s", "e")}</bpmn:process>'
    calls = "".join(f'<bpmn:callActivity id="{name}_{each}" calledElement="{called}" />' for each in "ab")
    flows = flow(name, "s", "a") + flow(name, "a", "b") + flow(name, "b", "e")
    return f'<bpmn:process id="{name}">{ends}{calls}{flows}</bpmn:process>'


def flow(name: str, source: str, target: str) -> str:
    return f'<bpmn:sequenceFlow id="{name}_{source}{target}" sourceRef="{name}_{source}" targetRef="{name}_{target}" />'


def calling(levels: int, last: str) -> bytes:
    """Return processes of which each calls the next twice, and the last one what it is told."""
    made = "".join(process(f"p{n}", f"p{n + 1}" if n < levels - 1 else last) for n in range(levels))
    text = diagram().decode().replace("</bpmn:process>", f"</bpmn:process>{made}", 1)
    called = '<bpmn:callActivity calledElement="p0" id="issue_letter"'
    text = text.replace('<bpmn:serviceTask id="issue_letter"', called, 1)
    return text.replace("</bpmn:serviceTask>", "</bpmn:callActivity>").encode()


def test_calls_that_come_back_or_lead_nowhere_are_found() -> None:
    assert "CALLS_ITSELF" in codes(small(diagram=calling(3, "p0")))
    assert "CALLED_PROCESS_MISSING" in codes(small(diagram=calling(3, "p9")))


def test_calls_that_double_at_each_level_are_looked_at_once() -> None:
    assert not codes(small(diagram=calling(40, ""))) & {"NOT_DECIDED", "UNREADABLE", "TOO_LONG", "PART_SHAPE"}


def test_a_process_of_many_branches_is_not_decided_in_time() -> None:
    branches = "".join(
        f'<bpmn:userTask id="do_{n}" /><bpmn:sequenceFlow id="i{n}" sourceRef="split" targetRef="do_{n}" />'
        f'<bpmn:sequenceFlow id="o{n}" sourceRef="do_{n}" targetRef="join" />'
        for n in range(40)
    )
    ends = (
        '<bpmn:parallelGateway id="split" /><bpmn:parallelGateway id="join" />'
        '<bpmn:sequenceFlow id="into" sourceRef="began" targetRef="split" /><bpmn:startEvent id="began" />'
        '<bpmn:sequenceFlow id="out" sourceRef="join" targetRef="ended" /><bpmn:endEvent id="ended" />'
    )
    part = f'<bpmn:subProcess id="many_things">{ends}{branches}</bpmn:subProcess>'
    nodes = NODES.replace('<bpmn:endEvent id="done"', part + '<bpmn:endEvent id="done"')
    text = diagram(nodes).decode().replace('targetRef="look_at_it"', 'targetRef="many_things"')
    text = text.replace(
        "</bpmn:process>", '<bpmn:sequenceFlow id="g" sourceRef="many_things" targetRef="look_at_it" /></bpmn:process>'
    )
    assert "NOT_DECIDED" in codes(small(diagram=text))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("facts", "key = 5"),
        ("facts", "\x00"),
        ("facts", FACTS.replace("[[states]]", "[[other]]") + "states = 5\n"),
        ("facts", FACTS.replace('name = "amount"', "name = [1]")),
        ("facts", FACTS.replace('file = "letters/small.toml"', "file = 5")),
        ("facts", FACTS + "[withdrawal]\nstates = 5\n"),
        ("facts", FACTS + "[detours]\na = 5\n"),
        ("facts", FACTS.replace('start_form = "words"', "start_form = 1\nbeside = 3")),
        ("form", '{"components": 5}'),
        ("form", '{"components": [5]}'),
        ("form", '{"id": "words", "properties": 5, "components": []}'),
        ("form", '{"id": "words", "components": [{"key": "a", "type": "radio", "values": 5}]}'),
        ("form", '{"id": "words", "components": [{"key": "a", "type": "textfield", "properties": {"visibility": 5}}]}'),
        ("form", "null"),
        ("letter", "kind = 5"),
        ("letter", LETTER.replace("[zh]", "[[zh]]")),
        ("letter", 'kind = "SMALL"\nzh = 5\nen = 5\n'),
        ("letter", LETTER.replace('placeholders = ["subject_name", "applied_on"]', "placeholders = 5")),
    ],
)
def test_a_part_of_another_shape_is_a_finding_and_no_trace(part: str, text: str) -> None:
    assert not check(small(**{part: text})).passed


def test_a_bundle_that_is_hardly_there_is_told_what_it_lacks() -> None:
    assert codes({}) >= {"NO_DIAGRAM", "FACTS_MISSING"}
    assert codes({DIAGRAM: diagram()}) >= {"FACTS_MISSING", "FORM_MISSING"}
    assert codes({"process.toml": FACTS.encode()}) >= {"NO_DIAGRAM"}


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_whatever_is_cut_out_or_put_in_the_check_answers(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a try that can be repeated, not a secret
    files = small()
    for _ in range(chance.randint(1, 3)):
        path = chance.choice(sorted(files))
        text = files[path]
        at = chance.randrange(len(text) + 1)
        put = chance.choice([b"", b"<", b'"', b"\xff", b"[]", b"5", text[at : at + 40], io.BytesIO(text).read(20)])
        files[path] = text[:at] + put + text[at + chance.randint(0, 60) :]
    assert check(files).key is not None

"""What else the check finds, shown on one small process; the same process unchanged has no fault."""

import pytest
from small_bundles import DIAGRAM, FACTS, FORM, KEY, LETTER, NODES, TASK, check, diagram, known, small

from workflow_app.domain.process_findings import Finding, ProcessRefusedError, Severity, refuse
from workflow_app.services.process_checks import check_bundle

FLOW = '<bpmn:sequenceFlow id="extra" sourceRef="{}" targetRef="{}">{}</bpmn:sequenceFlow>'
WHEN = "<bpmn:conditionExpression>amount == 1</bpmn:conditionExpression>"
PART = '<bpmn:subProcess id="a_part"><bpmn:startEvent id="in_it" /><bpmn:userTask id="do_it" />{}</bpmn:subProcess>'


def wide() -> bytes:
    """Return a process of so many branches beside a grant that no rule about it can be decided."""
    ways = "".join(
        f'<bpmn:userTask id="do_{n}" />{_flow(f"i{n}", "split", f"do_{n}")}{_flow(f"o{n}", f"do_{n}", "join")}'
        for n in range(40)
    )
    grant = '<bpmn:serviceTask id="order_it" xn:operation="listing/order_removals" />'
    gateways = '<bpmn:parallelGateway id="split" /><bpmn:parallelGateway id="join" />'
    flows = _flow("a", "begun", "split") + _flow("b", "join", "order_it") + _flow("c", "order_it", "look_at_it")
    text = diagram(more=gateways + ways + grant + flows).decode()
    return text.replace(
        'id="begun_to_look_at_it" sourceRef="begun"', 'id="begun_to_look_at_it" sourceRef="join"', 1
    ).encode()


def _flow(name: str, source: str, target: str) -> str:
    return f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}" />'


FAULTS: dict[str, list[dict[str, bytes]]] = {
    "COMPLEX_GATEWAY": [small(diagram=diagram(more='<bpmn:complexGateway id="which_way" />'))],
    "PROCESS_NOT_CALLED": [
        small(
            diagram=diagram().replace(
                b"</bpmn:process>",
                b'</bpmn:process><bpmn:process id="other"><bpmn:startEvent id="s" /><bpmn:endEvent id="e" />'
                b'<bpmn:sequenceFlow id="se" sourceRef="s" targetRef="e" /></bpmn:process>',
            )
        )
    ],
    "NO_END": [small(diagram=diagram(more=PART.format("")))],
    "END_GOES_ON": [small(diagram=diagram(more=FLOW.format("done", "look_at_it", "")))],
    "FLOW_INTO_START": [small(diagram=diagram(more=FLOW.format("look_at_it", "begun", "")))],
    "CONDITION_MISPLACED": [small(diagram=diagram(more=FLOW.format("look_at_it", "done", WHEN)))],
    "MESSAGE_UNUSED": [
        small(diagram=diagram().replace(b"<bpmn:process ", b'<bpmn:message id="m" name="told" /><bpmn:process ', 1))
    ],
    "NUMBER_TOO_LARGE": [small(diagram=diagram(condition="amount == 99999999999999999999"))],
    "TYPES_DIFFER": [
        small(diagram=diagram(condition=text))
        for text in (
            "opinion &gt; 1",
            "opinion == 1",
            "amount + opinion == 2",
            "not amount",
            "amount and opinion == 'YES'",
            "'YES' in amount",
            "amount in 'YES'",
            "len(amount) == 1",
            "days_between('2026-01-01', date('2026-01-02')) == 1",
            "round() == 1",
            "None &lt; amount",
            "1 == 1 if opinion else 1 == 2",
        )
    ],
    "RESULT_TYPE": [small(diagram=diagram(condition=text)) for text in ("amount", "opinion", "amount + 1", "[amount]")],
    "FACTS_SHAPE": [small(facts=FACTS.replace("number_word", "word"))],
    "KEY_DIFFERS": [small(facts=FACTS.replace(f'key = "{KEY}"', 'key = "large"'))],
    "FILE_UNEXPECTED": [small() | {"run_me.py": b""}],
    "FORM_SHAPE": [small(form=FORM.replace('"opinion"', '"Opinion!"', 1))],
    "FORM_ID": [small(form=FORM.replace('"id": "words"', '"id": "other"'))],
    "LETTER_LANGUAGE": [small(letter=LETTER.split("[en]", maxsplit=1)[0])],
    "PLACEHOLDER_UNUSED": [small(letter=LETTER.replace('"applied_on"]', '"applied_on", "clerk"]'))],
    "RULE_NOT_DECIDED": [small(diagram=wide())],
    "GRANT_WITHOUT_CHECK": [
        small(
            diagram=diagram(
                NODES.replace('xn:operation="letter/issue"', 'xn:operation="permit/issue"').replace(
                    TASK.format("", ""),
                    TASK.format("", "") + '<bpmn:serviceTask id="promise_it" xn:operation="deferral/promise" />',
                ),
                more=FLOW.format("promise_it", "look_at_it", ""),
            ).replace(
                b'sourceRef="begun" targetRef="look_at_it"', b'sourceRef="begun" targetRef="promise_it"'
            )
        )
    ],
}  # fmt: skip


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_found_in_each_form_that_it_takes(code: str) -> None:
    for files in FAULTS[code]:
        found = check_bundle(files, known(), key=KEY).findings
        assert code in {each.code for each in found}, found


@pytest.mark.parametrize(
    "condition",
    [
        "opinion == 'YES' and amount &gt; 1",
        "opinion in ['YES', 'NO'] or not (amount == 2)",
        "'Y' in opinion",
        "amount == None",
        "1 &lt; amount &lt;= 3",
        "max(amount, 2) &gt; 1",
        "days_between(date('2026-01-01'), date('2026-01-02')) == amount",
        "(amount if opinion == 'YES' else 2) &gt; round(amount, 1)",
        "sum([amount, -1]) == abs(amount) + len('a')",
    ],
)
def test_a_condition_whose_types_fit_has_no_fault(condition: str) -> None:
    assert check(small(diagram=diagram(condition=condition))).findings == ()


def test_a_note_stops_nothing_and_an_error_does() -> None:
    note, error = Finding(None, "FORM_UNUSED"), Finding("a", "DEADLOCK")
    assert (note.severity, error.severity) == (Severity.WARNING, Severity.ERROR)
    refuse([note])
    with pytest.raises(ProcessRefusedError, match="DEADLOCK") as refused:
        refuse([note, error])
    assert refused.value.findings == (error,)
    assert refused.value.values == {"codes": "DEADLOCK"}


def test_one_fault_is_told_once_and_errors_come_first() -> None:
    unused = LETTER.replace('"applied_on"]', '"applied_on", "clerk"]')
    found = check(small(letter=unused) | {DIAGRAM: diagram(condition="nobody == 1")}).findings
    assert [each.code for each in found] == ["UNKNOWN_NAME", "PLACEHOLDER_UNUSED"]

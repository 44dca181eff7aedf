"""Decision tables in a process: what one gives, what it refuses, and a case that goes its way by one."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from decision_tables import dmn, table
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.engine import (
    CompiledProcess,
    Decided,
    ExpressionError,
    RoutingValue,
    Step,
    StepFailedError,
    compile_process,
    complete,
    decide,
    place_token,
    start,
)

INPUTS = [("opinion", "string"), ("count", "number")]
OUTPUTS = [("route", "string")]
ROUTES = [
    ['"RETURN"', "0", '"BACK"'],
    ['"RETURN"', "> 0", '"DECIDE"'],
    ['not("RETURN")', "", '"DECIDE"'],
]
FLOWS = {"begun": "ask", "ask": "find_route", "find_route": "which_way", "back": "ask", "on": "done"}


def process(*tables: str, decision: str = "route_of", more: str = "") -> dict[str, bytes]:
    """Return a process in which a person answers, a table routes, and who is sent back answers again."""
    flows = [(f"f_{one}", one, two, "") for one, two in FLOWS.items()]
    flows += [("stay", "which_way", "back", "route == 'BACK'"), ("leave", "which_way", "on", "")]
    drawn = "".join(
        f'<bpmn:sequenceFlow id="{key}" sourceRef="{one}" targetRef="{two}">'
        + (f"<bpmn:conditionExpression>{asked}</bpmn:conditionExpression>" if asked else "")
        + "</bpmn:sequenceFlow>"
        for key, one, two, asked in flows
    )
    diagram = f"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:xn="https://xinnuo.example/schema/bpmn/1.0"><bpmn:process id="small">
      <bpmn:startEvent id="begun" /><bpmn:userTask id="ask" />
      <bpmn:businessRuleTask id="find_route" xn:decision="{decision}" {more} />
      <bpmn:exclusiveGateway id="which_way" default="leave" /><bpmn:userTask id="back" />
      <bpmn:serviceTask id="on" xn:operation="case/go_on" /><bpmn:endEvent id="done" />{drawn}
    </bpmn:process></bpmn:definitions>"""
    return {"small.bpmn": diagram.encode(), "tables.dmn": dmn(*tables)}


def routes(rules: Sequence[Sequence[str]] = ROUTES, attributes: str = "") -> str:
    return table("route_of", INPUTS, OUTPUTS, rules, attributes)


class Walk:
    """A case whose process is compiled afresh for every step."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.step: Step = start(self.process, routing={"count": 0}, run=lambda _call: {})

    @property
    def process(self) -> CompiledProcess:
        return compile_process("small", self.files)

    def answer(self, element: str, **values: RoutingValue) -> Step:
        (wait,) = [each for each in self.step.waits if each.element == element]
        routing = {**self.step.routing, **values}
        self.step = complete(self.process, self.step.state, ref=wait.ref, routing=routing, run=lambda _call: {})
        return self.step


def test_a_case_goes_the_way_that_the_table_gives() -> None:
    walk = Walk(process(routes()))
    step = walk.answer("ask", opinion="RETURN")
    assert step.entered == ("find_route", "which_way", "back")
    assert (step.routing["route"], step.finished) == ("BACK", False)
    assert step.decided == (Decided("route_of", (1,), {"route": "BACK"}, "find_route"),)
    walk.answer("back")
    step = walk.answer("ask", opinion="RETURN", count=1)
    assert (step.decided[0].rules, step.routing["route"], step.ended_at) == ((2,), "DECIDE", "done")


@pytest.mark.parametrize(
    ("rules", "code", "detail"),
    [
        (ROUTES[:1], "DECISION_NO_HIT", "route_of"),
        ([*ROUTES, ["-", ">= 2", '"BACK"']], "DECISION_AMBIGUOUS", "route_of: 2, 4"),
        ([["< unset", "", '"BACK"']], "UNKNOWN_NAME", "route_of, 1, opinion: unset"),
        ([["", "", "count"]], "TYPE_MISMATCH", "route_of, 1, route: int"),
    ],
)
def test_a_table_without_one_answer_is_an_incident_at_its_element(
    rules: list[list[str]], code: str, detail: str
) -> None:
    walk = Walk(process(routes(rules)))
    before = walk.step.state
    with pytest.raises(StepFailedError) as failed:
        walk.answer("ask", opinion="RETURN", count=2)
    assert (failed.value.element, failed.value.code, failed.value.detail) == ("find_route", code, detail)
    assert walk.step.state == before


@pytest.mark.parametrize(("opinion", "code"), [(None, "DECISION_NO_HIT"), (3, "TYPE_MISMATCH")])
def test_a_value_of_another_type_is_an_incident_and_nothing_at_all_is_no_value(opinion: object, code: str) -> None:
    tables = compile_process("small", process(routes(ROUTES[:2]))).decisions
    with pytest.raises(ExpressionError, match=code):
        decide(tables["route_of"], {"opinion": opinion, "count": 0})


COLLECTED = [["> 1", "1"], ["> 2", "2.5"], ["> 3", "count"], ["> 4", "1"]]


@pytest.mark.parametrize(
    ("policy", "count", "value"),
    [
        ('hitPolicy="FIRST"', 5, 1),
        ('hitPolicy="COLLECT"', 5, [1, Decimal("2.5"), 5, 1]),
        ('hitPolicy="COLLECT"', 0, []),
        ('hitPolicy="COLLECT" aggregation="SUM"', 5, Decimal("9.5")),
        ('hitPolicy="COLLECT" aggregation="SUM"', 0, 0),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 5, 4),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 0, 0),
        ('hitPolicy="COLLECT" aggregation="MIN"', 5, 1),
        ('hitPolicy="COLLECT" aggregation="MAX"', 5, 5),
        ('hitPolicy="COLLECT" aggregation="MAX"', 0, "DECISION_NO_HIT"),
    ],
)
def test_the_hit_policy_says_what_becomes_of_several_rules(policy: str, count: int, value: object) -> None:
    files = process(table("route_of", [("count", "number")], [("route", "number")], COLLECTED, policy))
    read = compile_process("small", files).decisions["route_of"]
    try:
        assert decide(read, {"count": count}).values == {"route": value}
    except ExpressionError as error:
        assert error.code == value  # noqa: PT017 - a value among the others of the table


def test_every_output_of_a_rule_is_set() -> None:
    outputs = [("route", "string"), ("days", "number"), ("urgent", "boolean"), ("until", "date"), ("who", "string")]
    row = ["< 3", '"ON"', "count + 1", "false", 'date("2026-09-29")', "null"]
    files = process(table("route_of", [("count", "number")], outputs, [row]))
    found = decide(compile_process("small", files).decisions["route_of"], {"count": 2})
    assert found.values == {"route": "ON", "days": 3, "urgent": False, "until": date(2026, 9, 29), "who": None}


def test_a_table_keeps_its_words_for_people() -> None:
    read = compile_process("small", process(routes())).decisions["route_of"]
    assert (read.name, read.name_en, read.inputs[0].label, read.inputs[0].label_en) == (
        "试表", "Trial table", "栏0", "Column 0",
    )  # fmt: skip
    assert [cell.text for cell in read.rules[1].tests] == ['"RETURN"', "> 0"]


def test_a_table_that_nothing_asks_is_a_warning_and_a_bundle_without_tables_has_none() -> None:
    spare = table("spare", [("count", "number")], [("route", "string")], [["", '"X"']])
    (warning,) = compile_process("small", process(routes(), spare)).warnings
    assert (warning.code, warning.element) == ("DECISION_UNUSED", "spare")
    assert compile_process("small", process(routes())).warnings == ()


def test_another_table_is_another_version() -> None:
    one, two = process(routes()), process(routes(ROUTES[1:]))
    assert compile_process("small", one).content_hash != compile_process("small", two).content_hash


cells = st.sampled_from(["", "-", "0", "1, 2", "< 2", ">= 1", "[0..1]", "]0..3[", "not(1)", "not([1..2])", "null"])
TRUTH = {
    "": lambda _: True, "-": lambda _: True, "0": lambda v: v == 0, "1, 2": lambda v: v in (1, 2),
    "< 2": lambda v: v < 2, ">= 1": lambda v: v >= 1, "[0..1]": lambda v: 0 <= v <= 1, "]0..3[": lambda v: 0 < v < 3,
    "not(1)": lambda v: v != 1, "not([1..2])": lambda v: not 1 <= v <= 2, "null": lambda v: v is None,
}  # fmt: skip


@given(
    st.lists(
        st.tuples(cells, cells), min_size=1, max_size=6, unique_by=lambda row: tuple(each.strip("-") for each in row)
    ),
    st.integers(-1, 3),
    st.integers(-1, 3),
    st.sampled_from(["UNIQUE", "FIRST", "COLLECT"]),
)
def test_a_table_gives_what_reading_it_from_the_top_gives(
    rows: list[tuple[str, str]], left: int, right: int, policy: str
) -> None:
    rules = [[*row, str(place)] for place, row in enumerate(rows)]
    files = process(
        table("route_of", [("a", "number"), ("b", "number")], [("route", "number")], rules, f'hitPolicy="{policy}"')
    )
    hits = [place for place, (one, two) in enumerate(rows) if TRUTH[one](left) and TRUTH[two](right)]
    expected: object = hits if policy == "COLLECT" else hits[0] if hits else "DECISION_NO_HIT"
    if policy == "UNIQUE" and len(hits) > 1:
        expected = "DECISION_AMBIGUOUS"
    try:
        found: object = decide(compile_process("small", files).decisions["route_of"], {"a": left, "b": right}).values[
            "route"
        ]
    except ExpressionError as error:
        found = error.code
    assert found == expected


def test_a_token_may_be_placed_before_a_table() -> None:
    walk = Walk(process(routes()))
    step = place_token(
        walk.process,
        walk.step.state,
        element="find_route",
        routing={"opinion": "RETURN", "count": 0},
        run=lambda _call: {},
    )
    assert (step.entered, step.routing["route"]) == (("find_route", "which_way", "back"), "BACK")


def test_a_table_is_asked_for_each_thing_of_a_list() -> None:
    loop = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>counts</bpmn:loopDataInputRef>"
        '<bpmn:inputDataItem id="count" name="count" /></bpmn:multiInstanceLoopCharacteristics></bpmn:businessRuleTask>'
    )
    files = process(routes())
    files["small.bpmn"] = files["small.bpmn"].replace(
        b'xn:decision="route_of"  />', f'xn:decision="route_of">{loop}'.encode()
    )
    walk = Walk(files)
    step = walk.answer("ask", opinion="RETURN", counts=[0, 1])
    assert [(each.rules, each.values["route"]) for each in step.decided] == [((1,), "BACK"), ((2,), "DECIDE")]

"""Waits that an editor appended stand where they are drawn, and reviews that one person could do both are told."""

from small_bundles import check

from workflow_app.domain.resources import find
from workflow_app.engine import compile_process, drawn_later
from workflow_app.services.loaded import load
from workflow_app.services.seeding import bundle_files

GATEWAY = """<bpmn:exclusiveGateway id="fine_large" name="大额？" xn:nameEn="Large?" default="fine_large_no">
<bpmn:incoming>review_second_to_choose_route</bpmn:incoming><bpmn:outgoing>fine_large_no</bpmn:outgoing>
<bpmn:outgoing>fine_large_yes</bpmn:outgoing></bpmn:exclusiveGateway>"""
TASK = """<bpmn:userTask id="review_third" name="三审" xn:nameEn="Third review" xn:role="SECOND_REVIEWER"
 xn:form="{form}" xn:state="SECOND_REVIEW" xn:separationGroup="review"><bpmn:incoming>{into}</bpmn:incoming>
<bpmn:outgoing>third_on</bpmn:outgoing></bpmn:userTask>
<bpmn:sequenceFlow id="third_on" sourceRef="review_third" targetRef="choose_route" />"""
ASIDE = """<bpmn:sequenceFlow id="fine_large_no" sourceRef="fine_large" targetRef="choose_route" />
<bpmn:sequenceFlow id="fine_large_yes" sourceRef="fine_large" targetRef="review_third">
<bpmn:conditionExpression>fine_amount &gt; 500000</bpmn:conditionExpression></bpmn:sequenceFlow>"""
FLOW = '<bpmn:sequenceFlow id="review_second_to_choose_route" sourceRef="review_second" targetRef="{target}" />'
KEY = "credit_repair"


def with_third_review(*, aside: bool, form: str = "second_review") -> dict[str, bytes]:
    """Return the repair with a third review that was appended: one that large fines alone come to, or one for all."""
    files = bundle_files(find("bpmn") / KEY)
    into = "fine_large_yes" if aside else "review_second_to_choose_route"
    added = (GATEWAY + ASIDE if aside else "") + TASK.format(form=form, into=into)
    text = files[f"{KEY}.bpmn"].decode()
    text = text.replace(
        FLOW.format(target="choose_route"), FLOW.format(target="fine_large" if aside else "review_third") + added
    )
    return {**files, f"{KEY}.bpmn": text.encode()}


def test_a_wait_that_some_cases_pass_by_is_a_detour_behind_what_leads_to_it() -> None:
    loaded = load(with_third_review(aside=True))

    assert loaded.facts.detours["review_third"] == "review_second"
    order = list(loaded.compiled.elements)
    assert order.index("review_third") == order.index("review_second") + 1


def test_a_wait_that_every_case_comes_to_stands_in_its_place() -> None:
    loaded = load(with_third_review(aside=False))

    assert "review_third" not in loaded.facts.detours
    order = list(loaded.compiled.elements)
    assert order.index("review_second") < order.index("review_third") < order.index("decide_repair")


def test_what_the_settings_say_of_a_place_counts() -> None:
    files = with_third_review(aside=True)
    compiled = compile_process(KEY, files, names=load(files).facts.routing_names)

    assert "review_third" in {each.element for each in drawn_later(compiled, {})}
    assert "review_third" not in {each.element for each in drawn_later(compiled, {"review_third"})}


def test_a_review_that_whoever_did_the_second_may_do_is_told() -> None:
    files = with_third_review(aside=False)
    found = [each for each in check(files).findings if each.code == "ONE_PERSON_DOES_BOTH"]

    assert [(each.element, each.values) for each in found] == [("review_third", {"other": "review_second"})]
    own = {**files, "forms/third_review.form.json": files["forms/second_review.form.json"]}
    own[f"{KEY}.bpmn"] = own[f"{KEY}.bpmn"].replace(b'\n xn:form="second_review"', b'\n xn:form="third_review"')
    assert "ONE_PERSON_DOES_BOTH" not in {each.code for each in check(own).findings}

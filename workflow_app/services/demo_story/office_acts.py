"""What the office does with an application, in one act each."""

from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.services.demo_story.applying import today
from workflow_app.services.demo_story.tales import Act, Told
from workflow_app.services.demo_story.town import Town
from workflow_app.services.extending import extend_case


def accepts(who: str = "intake") -> Act:
    """Accept."""
    return _completes(who, acceptance="ACCEPT")


def does_not_accept(reason: str, who: str = "intake") -> Act:
    """Do not accept, and say why."""
    return _completes(who, acceptance="REJECT", acceptance_reason=reason)


def asks_for(who: str = "intake", **gaps: str) -> Act:
    """Ask once for what is missing: `receipt="看不清"` names the gap and the sentence."""
    sentences = {f"gap_{name}": sentence for name, sentence in gaps.items()}
    return _completes(who, acceptance="CORRECT", gaps=[name.upper() for name in gaps], **sentences)


def agrees(who: str = "first_reviewer") -> Act:
    """Propose the grant, with every duty verified."""
    return _completes(who, first_opinion="AGREE", duties=["FINE_PAID", "RECTIFIED"])


def disagrees(reason: str, who: str = "first_reviewer") -> Act:
    """Propose the refusal."""
    return _completes(who, first_opinion="DISAGREE", first_reason=reason)


def sends_to_look(scope: str, who: str = "first_reviewer") -> Act:
    """Have the place looked at."""
    return _completes(who, first_opinion="VERIFY", verification_scope=scope)


def looks(findings: str, *, result: str = "PASS", who: str = "verifier") -> Act:
    """Look at the place."""

    def act(town: Town, told: Told) -> None:
        said = {"verified_at": f"{told.tale.penalty.party}现场", "persons_present": "企业现场负责人"}
        said |= {"verified_on": today(town).isoformat(), "verification_result": result, "findings": findings}
        town.complete(told.case_id, who, **said)

    return act


def confirms(who: str = "verifier_2") -> Act:
    """Sign what the other verifier found."""
    return _completes(who, verification_confirmed="CONFIRM")


def seconds(who: str = "second_reviewer") -> Act:
    """Agree with the first opinion."""
    return _completes(who, second_opinion="AGREE")


def returns(reason: str, who: str = "second_reviewer") -> Act:
    """Give the case back with reasons."""
    return _completes(who, second_opinion="RETURN", second_reason=reason)


def sends_back(reason: str, who: str = "decider") -> Act:
    """Send the case back to who reviewed it second."""
    return _completes(who, decision="RETURN", return_reason=reason)


def takes(who: str) -> Act:
    """Take the task that waits, and leave it."""

    def act(town: Town, told: Told) -> None:
        town.claim(told.case_id, who)

    return act


def grants(who: str = "decider") -> Act:
    """Grant the repair, also against a first opinion that was against it."""
    return _completes(who, decision="GRANT")


def refuses(reason: str, *, reapply_on: str = "", who: str = "decider") -> Act:
    """Refuse the repair."""
    more = {"reapply_on": reapply_on} if reapply_on else {}
    return _completes(who, decision="REFUSE", decision_reason=reason, **more)


def extends(reason: str, who: str = "decider") -> Act:
    """Put the limit off."""

    def act(town: Town, told: Told) -> None:
        extend_case(ExtendCase(told.case_id, reason), actor=town.person(who), tools=town.tools)

    return act


def _completes(who: str, /, **values: object) -> Act:
    def act(town: Town, told: Told) -> None:
        town.complete(told.case_id, who, **values)

    return act

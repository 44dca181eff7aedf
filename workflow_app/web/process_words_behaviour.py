"""What is wrong with the behaviour of a process, and what to do about it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

BEHAVIOUR: dict[str, tuple[LazyString, LazyString]] = {
    "DEADLOCK": (
        _l("A case can get stuck here: the gateway waits for a token from %(missing)s that cannot come any more."),
        _l(
            "Let the gateway that parts the ways be of the same kind as the one that joins them, or join only "
            "ways that are always taken."
        ),
    ),
    "TOKENS_MEET": (
        _l("Two tokens can be here at once, so that the step is done twice in one case."),
        _l("Join the ways that run side by side with a parallel gateway before this element."),
    ),
    "GROWS_WITHOUT_END": (
        _l("Each round leaves one token more here, without end."),
        _l("Join or end what was begun side by side before the case goes round again."),
    ),
    "CYCLE_WITHOUT_WAIT": (
        _l("A case could go round here without ever waiting for anybody: %(elements)s."),
        _l("Put a task, a message or a time into the round."),
    ),
    "NO_END_REACHED": (
        _l("From here on a case can never come to an end: %(elements)s."),
        _l("Lead a way from here to an end event."),
    ),
    "NEVER_REACHED": (
        _l("No case ever comes here."),
        _l("Delete it, or change what keeps cases from coming here."),
    ),
    "NEVER_TAKEN": (
        _l("No case ever takes this flow: an earlier condition already holds whenever its own does."),
        _l("Delete the flow, or change its condition."),
    ),
    "NOT_DECIDED": (
        _l("Whether cases can get stuck could not be decided: after %(markings)s situations the check gave up."),
        _l("Put parts of the process into subprocesses, each of which is looked at by itself."),
    ),
    "RULE_NOT_DECIDED": (
        _l("Whether the rule %(rule)s is kept could not be decided in the time that there is."),
        _l("Put parts of the process into subprocesses, each of which is looked at by itself."),
    ),
    "GRANT_WITHOUT_CHECK": (
        _l("A permit could be granted while documents are still to come: %(steps)s."),
        _l("Let every way to the grant pass the operation deferral/confirm."),
    ),
    "REMOVAL_WITHOUT_DECISION": (
        _l("Records could be taken down without anybody having decided: %(steps)s."),
        _l("Let every way to the removal pass a task of the decider."),
    ),
    "REVIEWERS_NOT_APART": (
        _l("One person could do both this review and the first one: %(others)s."),
        _l("Give both tasks the same separation group."),
    ),
    "ONE_PERSON_DOES_BOTH": (
        _l("It has the role, the form and the separation group of %(other)s, so that one person may do both."),
        _l("Give it a form of its own where another person is to do it; or let it go back to who had it."),
    ),
    "ANSWER_REPLACED": (
        _l("It asks for “%(name)s” like %(other)s before it, and nothing in between has looked at that answer."),
        _l(
            "Ask on the way here what was answered there (such as “%(name)s” is equal to the answer that leads on), or "
            "give the answer here a name of its own; otherwise this step undoes the one before."
        ),
    ),
    "PATH_TOO_LONG": (
        _l(
            "The steps %(steps)s take %(planned)s working days together, and %(authority)s has only %(limit)s "
            "for %(clock)s."
        ),
        _l("Shorten the internal limits of the steps, or let the clock pause where the rules say so."),
    ),
    "LIMITS_NOT_HELD": (
        _l("The legal limits were not looked at, because no installation is set up here."),
        _l("Run the command where the service is installed."),
    ),
    "PROCESS_NOT_CALLED": (
        _l("This process stands in the diagram and is never run: nothing calls it."),
        _l("Call it, or delete it; pools that send messages to each other are not run."),
    ),
    "CALLS_ITSELF": (
        _l("The process calls itself, and would never end."),
        _l("Lead back by a flow instead."),
    ),
    "VALUE_NEVER_CHOSEN": (
        _l("%(name)s is compared with “%(value)s”, which no form offers."),
        _l("Correct the value, or add it to the form."),
    ),
}

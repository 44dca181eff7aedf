"""What is wrong with how a diagram is drawn and named, and what to do about it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

STRUCTURE: dict[str, tuple[LazyString, LazyString]] = {
    "FLOW_END_MISSING": (
        _l("The flow begins or ends at %(ref)s, which is not in the same part of the diagram."),
        _l("Draw it between two elements of one process or subprocess."),
    ),
    "ATTACHED_TO_MISSING": (
        _l("The boundary event sits on %(ref)s, which is no activity here."),
        _l("Attach it to a task or a subprocess."),
    ),
    "MESSAGE_MISSING": (
        _l("The message %(ref)s is not declared, or has no name."),
        _l("Choose a message with a name."),
    ),
    "ERROR_MISSING": (
        _l("The error %(ref)s is not declared, or has no code."),
        _l("Choose an error with a code."),
    ),
    "CALLED_PROCESS_MISSING": (
        _l("The called process %(ref)s is not in the bundle."),
        _l("Add its diagram, or call another one."),
    ),
    "EVENT_DEFINITION": (
        _l("The event carries %(found)s, which it may not here."),
        _l("Give it exactly one definition that is allowed at this place."),
    ),
    "ERROR_MUST_INTERRUPT": (
        _l("An error always ends the activity that it comes from."),
        _l("Make the boundary event interrupting."),
    ),
    "ERROR_END_UNCAUGHT": (
        _l("Nothing catches this error."),
        _l("Put an error boundary event on the subprocess."),
    ),
    "EVENT_GATEWAY_TARGET": (
        _l("After an event-based gateway stands %(ref)s, which cannot wait there."),
        _l("Lead each flow to a message or timer event that is reached in no other way."),
    ),
    "ONE_START": (
        _l("A process and each subprocess needs exactly one start; here are %(found)s."),
        _l("Draw one plain start event."),
    ),
    "NO_END": (
        _l("Here is no end event."),
        _l("Draw one."),
    ),
    "END_GOES_ON": (
        _l("A flow leaves this end event."),
        _l("Delete the flow."),
    ),
    "DEAD_END": (
        _l("No flow leaves this element."),
        _l("Lead it on, or make it an end event."),
    ),
    "IMPLICIT_SPLIT": (
        _l("Several flows leave this element without a gateway."),
        _l("Put a gateway behind it."),
    ),
    "FLOW_INTO_START": (
        _l("A flow leads into a start or boundary event."),
        _l("Lead it elsewhere."),
    ),
    "CONDITION_MISPLACED": (
        _l("A condition stands on a flow that leaves no exclusive gateway."),
        _l("Put an exclusive gateway before it."),
    ),
    "DEFAULT_MISSING": (
        _l("The default %(ref)s is no flow of this gateway."),
        _l("Choose one of its flows as the default."),
    ),
    "NO_DEFAULT": (
        _l("The gateway has no default."),
        _l("Choose the flow that is taken where no condition holds."),
    ),
    "NO_CONDITION": (
        _l("The flow %(ref)s has no condition."),
        _l("Write one, or make the flow the default."),
    ),
    "UNREACHABLE": (
        _l("No flow leads here."),
        _l("Draw one, or delete the element."),
    ),
    "NOT_DRAWN": (
        _l("It is not drawn: its shape or line is missing."),
        _l("Open the diagram in the editor, draw it, and save."),
    ),
    "DRAWN_IN_VAIN": (
        _l("Something is drawn for %(ref)s, which does not exist."),
        _l("Delete the shape or line."),
    ),
    "FLOWS_DIFFER": (
        _l("The %(side)s flows that the element itself lists are others than those drawn."),
        _l("Save the diagram anew in the editor."),
    ),
    "NAME_MISSING": (
        _l("It has no name in %(language)s."),
        _l("Write one."),
    ),
    "LABEL_MISSING": (
        _l("The answer to the gateway's question is not labelled in %(language)s."),
        _l("Write what the answer is."),
    ),
    "NAME_OF_TASK": (
        _l("The id of a task should say what is done with what."),
        _l("Write it like review_application."),
    ),
    "TASK_LACKS": (
        _l("The task names no %(attribute)s."),
        _l("Choose it in the properties of the task."),
    ),
    "MESSAGE_UNUSED": (
        _l("Nothing waits for the message %(message)s."),
        _l("Delete it, or draw what waits for it."),
    ),
}

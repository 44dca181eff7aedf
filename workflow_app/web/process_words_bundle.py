"""What is wrong with forms, letters and declarations of a process, and what to do about it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

BUNDLE: dict[str, tuple[LazyString, LazyString]] = {
    "FACTS_MISSING": (
        _l("There is no %(file)s in the bundle."),
        _l("Add it: it names the process, its states, clocks and letters."),
    ),
    "FACTS_SYNTAX": (
        _l("%(file)s cannot be read as TOML."),
        _l("Correct the line that a TOML editor marks."),
    ),
    "FACTS_SHAPE": (
        _l("%(file)s lacks something that a process must say (%(detail)s)."),
        _l("Compare it with that of another process."),
    ),
    "KEY_DIFFERS": (
        _l("The process calls itself %(key)s, and is to be %(wanted)s."),
        _l("Give it the same key everywhere."),
    ),
    "DIAGRAM_NAME": (
        _l("The diagram is not called %(wanted)s."),
        _l("Name the file as the process."),
    ),
    "PART_SHAPE": (
        _l("The part “%(part)s” has a shape that cannot be read (%(detail)s)."),
        _l("Compare it with that of another process."),
    ),
    "FILE_UNEXPECTED": (
        _l("%(file)s is no part of a process."),
        _l("Take it out of the bundle."),
    ),
    "TEST_FAILED": (
        _l(
            "The test “%(title)s” differs at step %(step)s (%(aspect)s): expected was %(expected)s, what came is "
            "%(happened)s."
        ),
        _l("Correct the process, or walk through it again and keep that as the test."),
    ),
    "TEST_UNREADABLE": (
        _l("The test %(file)s cannot be read (%(detail)s)."),
        _l("Delete it, walk through the draft and keep that as a test."),
    ),
    "FORM_SYNTAX": (
        _l("%(file)s cannot be read as JSON."),
        _l("Export the form anew from the editor."),
    ),
    "FORM_SHAPE": (
        _l("The form %(form)s is wrong at the field “%(key)s” (%(detail)s)."),
        _l("Correct the field."),
    ),
    "FORM_MISSING": (
        _l("There is no form %(form)s."),
        _l("Add forms/%(form)s.form.json, or choose another form."),
    ),
    "FORM_UNUSED": (
        _l("No task asks for the form %(form)s."),
        _l("Delete it, or choose it at a task."),
    ),
    "FORM_ID": (
        _l("The form %(form)s calls itself %(found)s."),
        _l("Give it the name of its file."),
    ),
    "FORM_WORDS": (
        _l("The form %(form)s lacks words in one language: field “%(field)s”, %(missing)s."),
        _l("Write them in both languages."),
    ),
    "FORM_STEP_MISSING": (
        _l("The field %(field)s of the form %(form)s names the step %(step)s, which is not in the diagram."),
        _l("Correct the name of the step."),
    ),
    "START_FORM": (
        _l("The form %(form)s, with which an application begins, is asked for by no task."),
        _l("Choose it at the first task, or name another one."),
    ),
    "ROUTING_UNDECLARED": (
        _l("The field %(field)s of the form %(form)s sets a routing value that process.toml does not declare."),
        _l("Declare it under [[routing]]."),
    ),
    "LETTER_SYNTAX": (
        _l("%(file)s cannot be read as TOML."),
        _l("Correct the line that a TOML editor marks."),
    ),
    "LETTER_MISSING": (
        _l("There is no letter of the kind %(kind)s."),
        _l("Add it under [[letters]] with its file."),
    ),
    "LETTER_UNUSED": (
        _l("Nothing issues the letter %(kind)s (%(file)s)."),
        _l("Delete it, or issue it."),
    ),
    "LETTER_FILE": (
        _l("The file %(file)s of the letter %(kind)s is not there."),
        _l("Add it, or correct its name."),
    ),
    "LETTER_KIND": (
        _l("%(file)s is no letter of the kind %(kind)s."),
        _l("Write the same kind in both places."),
    ),
    "LETTER_LANGUAGE": (
        _l("The letter %(file)s has no text in %(language)s."),
        _l("Write it."),
    ),
    "PLACEHOLDER_UNDECLARED": (
        _l("The letter %(file)s prints {%(name)s} without declaring it."),
        _l("Add it to its placeholders."),
    ),
    "PLACEHOLDER_UNUSED": (
        _l("The letter %(file)s declares {%(name)s} and does not print it."),
        _l("Take it out of its placeholders."),
    ),
    "PLACEHOLDER_ONE_LANGUAGE": (
        _l("The letter %(file)s prints {%(name)s} in one language only."),
        _l("Print it in both."),
    ),
    "PLACEHOLDER_UNKNOWN": (
        _l("Nobody can fill {%(name)s} in the letter %(file)s."),
        _l("Use a placeholder that this kind of letter has."),
    ),
    "ROW_WORDS": (
        _l("In process.toml, %(table)s, row “%(row)s”, %(missing)s is missing."),
        _l("Write it in both languages."),
    ),
    "STATE_MISSING": (
        _l("The state %(state)s has no words in process.toml."),
        _l("Add it under [[states]]."),
    ),
    "STATE_UNUSED": (
        _l("No element leads to the state %(state)s."),
        _l("Delete it, or name it at an element."),
    ),
    "CLOCK_MISSING": (
        _l("There is no clock %(clock)s."),
        _l("Add it under [[clocks]], or choose another one."),
    ),
    "CLOCK_ELEMENT": (
        _l("The clock %(clock)s names %(ref)s, which is not in the diagram."),
        _l("Correct the name of the element."),
    ),
    "ELEMENT_MISSING": (
        _l("process.toml names %(ref)s, which is not in the diagram."),
        _l("Correct the name of the element."),
    ),
    "LIMIT_MISSING": (
        _l("The internal limit %(parameter)s has no name in process.toml."),
        _l("Add it under [[limits]]."),
    ),
    "LIMIT_UNUSED": (
        _l("No task has the internal limit %(parameter)s."),
        _l("Delete it, or choose it at a task."),
    ),
    "PARAMETER_UNKNOWN": (
        _l("There is no parameter %(parameter)s, which %(of)s names."),
        _l("Choose a parameter that the rules know."),
    ),
    "ROLE_UNKNOWN": (
        _l("There is no role %(role)s."),
        _l("Choose one of the roles of the service."),
    ),
    "OPERATION_UNKNOWN": (
        _l("There is no operation %(operation)s."),
        _l("Choose one of the operations of the service."),
    ),
    "MESSAGE_NOT_TOLD": (
        _l("Nobody ever tells a case the message %(message)s, so that it would wait for ever."),
        _l("Let a letter tell it, or choose a message of the service."),
    ),
    "MESSAGE_NOT_AWAITED": (
        _l("Nothing in the diagram waits for the message %(message)s."),
        _l("Draw what waits for it, or do not tell it."),
    ),
}

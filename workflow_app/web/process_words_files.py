"""What is wrong with the files of a process and with what they contain, and what to do about it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

FILES: dict[str, tuple[LazyString, LazyString]] = {
    "XML_SYNTAX": (
        _l("The file %(file)s is no XML that can be read; line %(line)s is the first that cannot."),
        _l("Export the diagram anew from the editor."),
    ),
    "NOT_XML": (
        _l("The file %(file)s is no BPMN 2.0 diagram: such a diagram is written in XML, and this file is not."),
        _l("Export it as BPMN 2.0 from the tool that drew it."),
    ),
    "NO_BPMN": (
        _l("The file %(file)s holds no process in BPMN 2.0."),
        _l("Export it as BPMN 2.0 from the tool that drew it."),
    ),
    "DMN_ALONE": (
        _l("The file %(file)s holds decision tables (DMN) and no process."),
        _l("Put it into one zip with the diagram that asks its tables, and take that in."),
    ),
    "XML_DOCTYPE": (
        _l("The file %(file)s declares a document type or entities, which are refused."),
        _l("Delete the DOCTYPE declaration from the file."),
    ),
    "FILE_TOO_LARGE": (
        _l("The file %(file)s is larger than a file of a process may be."),
        _l("Take out what does not belong to the process."),
    ),
    "TOO_MANY_ELEMENTS": (
        _l("The diagram has %(found)s elements and flows; at most %(most)s are read."),
        _l("Divide it into several processes."),
    ),
    "TOO_MANY_FILES": (
        _l("There are too many files; %(file)s was one too many."),
        _l("Take out what does not belong to the process."),
    ),
    "PATH_OUTSIDE": (
        _l("%(file)s leads out of the bundle, or is a link."),
        _l("Put only plain files with plain names into the bundle."),
    ),
    "FILE_TWICE": (
        _l("The archive holds %(file)s twice."),
        _l("Pack the archive anew."),
    ),
    "ARCHIVE_BROKEN": (
        _l("%(file)s is no zip archive that can be read."),
        _l("Pack the archive anew."),
    ),
    "ARCHIVE_ENCRYPTED": (
        _l("%(file)s is encrypted in the archive."),
        _l("Pack the archive without a password."),
    ),
    "NO_DIAGRAM": (
        _l("There is no diagram in the bundle."),
        _l("Add the .bpmn file, named as the process."),
    ),
    "NO_PROCESS": (
        _l("The diagram holds no process of this name."),
        _l("Give the process in the diagram the key that process.toml names."),
    ),
    "UNREADABLE": (
        _l("The diagram cannot be run as it is drawn (%(detail)s)."),
        _l("Compare it with a process that runs; look at references and event definitions first."),
    ),
    "TOO_LONG": (
        _l("The ways through the diagram are too long to be run."),
        _l("Divide it into several processes."),
    ),
    "NOT_EXECUTABLE": (
        _l("The process is marked as not executable."),
        _l("Mark it as executable."),
    ),
    "ID_TWICE": (
        _l("This id is used more than once."),
        _l("Give each element an id of its own."),
    ),
    "ID_FORM": (
        _l("The id %(id)s is not written in small letters, digits and underscores."),
        _l("Write it like review_application."),
    ),
    "SCRIPT_TASK": (
        _l("Script tasks are not run."),
        _l("Use a service task with an operation."),
    ),
    "AD_HOC_SUBPROCESS": (
        _l("Ad-hoc subprocesses are not run."),
        _l("Draw the steps in an ordinary subprocess."),
    ),
    "TRANSACTION": (
        _l("Transactions are not run."),
        _l("Draw the steps in an ordinary subprocess."),
    ),
    "INCLUSIVE_GATEWAY": (
        _l("Inclusive gateways are not run."),
        _l("Use exclusive and parallel gateways."),
    ),
    "COMPLEX_GATEWAY": (
        _l("Complex gateways are not run."),
        _l("Use exclusive and parallel gateways."),
    ),
    "TASK_KIND": (
        _l("A task of this kind (%(tag)s) is not run."),
        _l("Make it a user task, a service task or a receive task."),
    ),
    "TIME_CYCLE": (
        _l("Repeating timers are not run."),
        _l("Reminders go by the clocks of the process."),
    ),
    "TIME_DATE": (
        _l("Timers at a fixed date are not run."),
        _l("Write a duration, such as working_days(10), or name a clock."),
    ),
    "LOOP_MARKER": (
        _l("Loop markers are not run."),
        _l("Draw a gateway and a flow back."),
    ),
    "LOOP_OUTPUT": (
        _l("Results of a multi-instance activity are not collected."),
        _l("Let the operation return what is to be kept."),
    ),
    "IO_MAPPING": (
        _l("Inputs and outputs of activities are not run."),
        _l("Delete them; a diagram sees the routing values."),
    ),
    "DATA_ELEMENT": (
        _l("Data elements are not run."),
        _l("Delete them; a diagram sees the routing values."),
    ),
    "CORRELATION": (
        _l("Correlations are not run."),
        _l("Delete them; each message is told to one case."),
    ),
    "EVENT_KIND": (
        _l("Events of this kind (%(tag)s) are not run."),
        _l("Use a message, a timer, an error or a terminate end."),
    ),
    "EVENT_SUBPROCESS": (
        _l("Event subprocesses are not run."),
        _l("Use a boundary event at the subprocess."),
    ),
    "COMPENSATION": (
        _l("Compensation is not run."),
        _l("Draw what is done instead."),
    ),
    "UNKNOWN_ATTRIBUTE": (
        _l("Nobody reads the attribute %(name)s."),
        _l("Correct its name, or delete it."),
    ),
    "UNKNOWN_EXTENSION": (
        _l("Nobody reads the extension %(name)s."),
        _l("Delete it."),
    ),
    "FOREIGN_EXTENSION": (
        _l("The extension %(name)s of another product would not be run."),
        _l("Delete it, and say the same by a form, an operation or a table."),
    ),
    "PARAMETER_NAMES": (
        _l("Two parameters have the same name, or one has none."),
        _l("Give each parameter a name of its own."),
    ),
    "OPERATION_NAME": (
        _l("The service task names no operation."),
        _l("Choose one, such as letter/issue."),
    ),
}

"""What the service can check of the promise that was broken, beside the task of who reviews its repair."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from workflow_app.domain.gate_kinds import BREACH
from workflow_app.services.part_views import RecordFacts
from workflow_app.web.days import full_day
from workflow_app.web.pages.check_lines import BAD, GOOD, KNOWN, Check
from workflow_app.web.pages.values import as_date


def promise_checks(answers: Mapping[str, object], record: RecordFacts | None) -> Iterator[Check]:
    """Yield the one duty of a broken pledge, how the applicant says it stands, and whether that is shown."""
    if record is None or record.kind != BREACH:
        return
    yield Check(KNOWN, _("Duty: the promise is kept, or what was broken is put right"))
    done_on = as_date(answers.get("promise_done_on"))
    if done_on is not None:
        day = full_day(done_on)
        is_kept = answers.get("promise_state") == "KEPT"
        said = (
            _("Kept on %(day)s, says the applicant", day=day)
            if is_kept
            else _("Put right on %(day)s, says the applicant", day=day)
        )
        yield Check(KNOWN, said, _("Hold it against the proof."))
    if answers.get("promise_proof"):
        yield Check(GOOD, _("A proof was handed in; please look at it."))
    else:
        yield Check(BAD, _("No proof was handed in."))

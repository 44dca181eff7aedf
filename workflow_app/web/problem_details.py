"""What is wrong with a request, one by one: fields of what was sent, or what the check found about a process."""

from workflow_app.domain.change_sets import ChangeSetRefusedError, SetFinding
from workflow_app.domain.errors import DomainError, InvalidError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.web.languages import current_language
from workflow_app.web.process_words import finding_words
from workflow_app.web.sentences import sentence
from workflow_app.web.wording import run_on


def details_of(error: DomainError) -> list[dict[str, str]]:
    """Return each thing that is wrong with its place, code and words in the language of the request."""
    if isinstance(error, ProcessRefusedError):
        said = [(each, finding_words(each, current_language())) for each in error.findings]
        return [
            {"field": each.element or "", "code": each.code, "detail": run_on(words.sentence, words.remedy)}
            for each, words in said
        ]
    if isinstance(error, ChangeSetRefusedError):
        return [_detail(each) for each in error.findings]
    return [
        {"field": each.field, "code": each.code, "detail": sentence(each.code, each.values)}
        for each in (error.errors if isinstance(error, InvalidError) else ())
    ]


def _detail(found: SetFinding) -> dict[str, str]:
    """Return what stands against a change set; its place is the part it is about."""
    if found.finding is None:
        return {"field": found.part, "code": found.code, "detail": sentence(found.code, found.values)}
    words = finding_words(found.finding, current_language())
    return {"field": found.part, "code": found.code, "detail": run_on(words.sentence, words.remedy)}

"""What is wrong with a request, one by one: fields of what was sent, or what the check found about a process."""

from workflow_app.domain.errors import DomainError, InvalidError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.web.languages import current_language
from workflow_app.web.process_words import finding_words
from workflow_app.web.sentences import sentence


def details_of(error: DomainError) -> list[dict[str, str]]:
    """Return each thing that is wrong with its place, code and words in the language of the request."""
    if isinstance(error, ProcessRefusedError):
        said = [(each, finding_words(each, current_language())) for each in error.findings]
        return [
            {"field": each.element or "", "code": each.code, "detail": f"{words.sentence} {words.remedy}"}
            for each, words in said
        ]
    return [
        {"field": each.field, "code": each.code, "detail": sentence(each.code, each.values)}
        for each in (error.errors if isinstance(error, InvalidError) else ())
    ]

"""Anything at all sent to the interface is answered as its document says."""

import pytest
import schemathesis
from builders import Service
from callers import API, Caller, Json
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance
from schemathesis.core.failures import FailureGroup

RULES_OF_THE_DOMAIN = [positive_data_acceptance]
"""A request of the right shape may still be refused: the first day of a repair is no matter of shape."""

FEW = settings(max_examples=8, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def existing(module_service: Service) -> Json:
    """Hand in an application, so that there is something to find."""
    applicant = Caller(module_service, module_service.token("applicant_b"))
    case = applicant.apply(applicant.open_repair())
    return {
        "case_id": case["id"],
        "task_id": case["tasks"][0]["id"],
        "uscc": case["subject"]["uscc"],
        "process_key": case["process"],
        "number": case["number"],
    }


@pytest.mark.parametrize("username", ["first_reviewer", "applicant_b", "data_clerk"])
def test_every_answer_is_one_that_the_document_names(module_service: Service, existing: Json, username: str) -> None:
    document = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", module_service.app)
    headers = {"Authorization": f"Bearer {module_service.token(username)}"}
    operations = [result.ok() for result in document.get_all_operations()]
    wrong = [found for operation in operations for found in _problems(operation, headers, existing)]
    assert not wrong, "\n\n".join(wrong)


def _problems(operation: schemathesis.APIOperation, headers: dict[str, str], existing: Json) -> list[str]:
    """Ask an operation what is right and what is wrong, and return what it answered badly."""

    @FEW
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask_rightly(case: schemathesis.Case) -> None:
        case.path_parameters.update({name: existing[name] for name in case.path_parameters if name in existing})
        case.call_and_validate(headers=headers, excluded_checks=RULES_OF_THE_DOMAIN)

    @FEW
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask_wrongly(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=RULES_OF_THE_DOMAIN)

    found: list[str] = []
    for ask in (ask_rightly, ask_wrongly):
        try:
            ask()
        except Unsatisfiable:
            continue  # nothing of this operation can be asked wrongly
        except FailureGroup as error:
            found.append(f"{operation.label} {ask.__name__}: {error}")
    return found

"""`scripts/run_demo.py` tells the service by which address people ask it, and how large its past is to be."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "run_demo.py"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8090"),
        ("0.0.0.0", "http://127.0.0.1:8090"),  # noqa: S104 - compared, not bound
        ("demo.example", "http://demo.example:8090"),
    ],
)
def test_letters_and_messages_of_a_demonstration_lead_to_the_port_it_was_started_on(host: str, address: str) -> None:
    assert script().address_of(host, 8090) == address


@pytest.mark.parametrize(("crowd", "more"), [(None, []), (320, ["--cases", "320"])])
def test_the_number_of_cases_reaches_the_command_that_tells_of_them(crowd: int | None, more: list[str]) -> None:
    assert [each for each, _said in script().steps(crowd)] == [["init"], ["demo", *more]]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_demo", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

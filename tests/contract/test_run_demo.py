"""`scripts/run_demo.py` tells the service by which address people ask it."""

import importlib.util
from pathlib import Path

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
    spec = importlib.util.spec_from_file_location("run_demo", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.address_of(host, 8090) == address

"""What a decision orders says which materials its repair asks for, by the table of the process itself."""

from decimal import Decimal
from pathlib import Path

import pytest

from workflow_app.domain.materials import facts_of, in_order
from workflow_app.engine import decide
from workflow_app.services.loaded import LoadedProcess, load

BUNDLE = Path(__file__).parents[2] / "bpmn" / "credit_repair"
ORDERS = {"orders_rectification": True}


@pytest.fixture(scope="module")
def process() -> LoadedProcess:
    """Return the credit repair as it is shipped."""
    return load(
        {path.relative_to(BUNDLE).as_posix(): path.read_bytes() for path in BUNDLE.rglob("*") if path.is_file()}
    )


@pytest.mark.parametrize(
    ("content", "fine", "confiscation", "training", "asked"),
    [
        ({}, "20000", None, "OFF", "RECEIPT SURCHARGE PLEDGE"),
        (ORDERS, "20000", None, "OFF", "RECEIPT SURCHARGE RECTIFICATION T16 PLEDGE"),
        (ORDERS, "20000", None, "OFFERED", "RECEIPT SURCHARGE RECTIFICATION T16 TRAINING PLEDGE"),
        ({}, "20000", "3000", "REQUIRED", "RECEIPT SURCHARGE CONFISCATION TRAINING PLEDGE"),
        ({}, None, "3000", "OFF", "RECEIPT CONFISCATION PLEDGE"),
        (ORDERS, None, None, "OFF", "RECTIFICATION T16 PLEDGE"),
        ({}, "0", None, "OFF", "PLEDGE"),
        ({}, None, None, "OFF", "PLEDGE"),
    ],
)
def test_a_record_is_asked_for_what_its_decision_orders(
    process: LoadedProcess,
    content: dict[str, object],
    fine: str | None,
    confiscation: str | None,
    training: str,
    asked: str,
) -> None:
    facts = facts_of(content, kind="PENALTY", fine=_yuan(fine), confiscation=_yuan(confiscation), training=training)
    found = decide(process.compiled.decisions["repair_materials"], facts).values["materials"]
    assert isinstance(found, list)
    assert in_order(found) == tuple(asked.split())


@pytest.mark.parametrize(("training", "asked"), [("OFF", "PROMISE PLEDGE"), ("REQUIRED", "PROMISE TRAINING PLEDGE")])
def test_a_broken_promise_is_asked_for_its_proof_alone(process: LoadedProcess, training: str, asked: str) -> None:
    facts = facts_of({}, kind="BREACH", fine=None, confiscation=None, training=training)
    found = decide(process.compiled.decisions["repair_materials"], facts).values["materials"]
    assert isinstance(found, list)
    assert in_order(found) == tuple(asked.split())


def test_materials_that_we_do_not_know_stand_last_and_none_stands_twice() -> None:
    assert in_order(["PHOTO", "PLEDGE", "RECEIPT", "RECEIPT"]) == ("RECEIPT", "PLEDGE", "PHOTO")


def _yuan(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None

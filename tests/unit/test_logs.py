import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from workflow_app.adapters.logs import HIDDEN, configure_logs, mask_personal


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Catch what is logged, and leave logging as it was."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    configure_logs(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "text",
    [
        "410122199001011234",
        "41012219900101123X",
        "13838123456",
        "li@example.cn",
        "Bearer abc.def",
        "postgresql://a:b@db/x",
    ],
)
def test_what_looks_personal_is_hidden(text: str) -> None:
    masked = str(mask_personal(None, "info", {"event": f"seen {text} here"})["event"])
    assert HIDDEN in masked
    assert text not in masked


@pytest.mark.parametrize("text", ["91410122MA3X0A0186", "2026-09-29T09:00:00", "01a1fc17-6171-716f-ba9d-d466bcdf6d70"])
def test_what_names_no_person_stays(text: str) -> None:
    assert mask_personal(None, "info", {"event": text})["event"] == text


def test_values_with_a_secret_name_are_hidden_however_deep() -> None:
    event = mask_personal(
        None, "info", {"event": "x", "password": "1", "given": {"api_token": "2", "many": ["13838123456"]}}
    )
    assert event["password"] == HIDDEN
    assert event["given"] == {"api_token": HIDDEN, "many": [HIDDEN]}


def test_our_lines_and_those_of_libraries_are_json_and_masked(lines: io.StringIO) -> None:
    structlog.get_logger("ours").info("signed_in", phone="13838123456")
    logging.getLogger("theirs").warning("call %s", "13838123456")
    try:
        raise ValueError("410122199001011234")  # noqa: TRY301 - a trace is what is looked at
    except ValueError:
        logging.getLogger("theirs").exception("failed")
    read = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [each["event"] for each in read] == ["signed_in", f"call {HIDDEN}", "failed"]
    assert "ValueError" in read[2]["exception"]
    assert "13838123456" not in lines.getvalue()
    assert "410122199001011234" not in lines.getvalue()

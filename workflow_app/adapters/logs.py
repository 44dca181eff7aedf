"""Log lines as JSON on stderr, with nothing personal in them."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

HIDDEN = "***"
SECRET_NAMES = re.compile(r"(?i)pass(?:word|wd)?|secret|token|cookie|authorization|identity|phone|data_key|csrf")
PERSONAL = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15}|1[3-9]\d{9})(?![0-9A-Za-z])"  # identity card, old card, mobile phone
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # mail
    r"|(?i:bearer)\s+\S+"
    r"|(?<=://)[^/@\s]+@"  # user and password in an address
)


def mask_personal(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide values that have a secret's name or look like a person's numbers; a processor of structlog."""
    return {name: _masked(name, value) for name, value in event.items()}


def _masked(name: str, value: object) -> object:
    if SECRET_NAMES.search(name):
        return HIDDEN
    if isinstance(value, str):
        return PERSONAL.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {key: _masked(str(key), each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_masked("", each) for each in value]
    return value


class _NamedLogger(structlog.WriteLogger):
    """Writes lines of one module."""

    def __init__(self, target: TextIO, name: str) -> None:
        super().__init__(target)
        self.name = name


def configure_logs(stream: TextIO | None = None, *, level: int = logging.INFO) -> None:
    """Send our own lines and those of libraries through the same masks; once, when a program starts."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    to_line: list[structlog.typing.Processor] = [
        structlog.processors.format_exc_info,
        mask_personal,
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
    ]
    target = stream or sys.stderr
    # Ours are written at once: a request line by way of the library's records would cost three times as much.
    structlog.configure(
        processors=[*shared, *to_line],
        logger_factory=lambda name="": _NamedLogger(target, name),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *to_line],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("alembic", "httpx", "httpcore", "procrastinate", "waitress"):
        logging.getLogger(noisy).setLevel(logging.WARNING)

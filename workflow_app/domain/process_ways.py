"""Ways that a process opens beside its diagram: into another process, and past the end of a limit, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Extension:
    """Which clock may be put off, by what a parameter says, and which runs longer together with it."""

    clock: str
    parameter: str
    with_it: str | None = None


@dataclass(frozen=True, slots=True)
class SwitchFacts:
    """Another process in which an application may go on, at the applicant's wish and in which states."""

    message: str
    process: str
    states: frozenset[str]


def read_switch(toml: Mapping[str, Any]) -> SwitchFacts | None:
    """Return where an application may go on at its applicant's wish; None where it may not."""
    row = toml.get("switch")
    return SwitchFacts(row["message"], row["process"], frozenset(row["states"])) if row else None


def read_extension(toml: Mapping[str, Any]) -> Extension | None:
    """Return what may be put off; raises ValueError where that is no clock of the process."""
    said = toml.get("extension")
    if said is None:
        return None
    if said["clock"] not in {row["key"] for row in toml.get("clocks", ())}:
        raise ValueError(said["clock"])
    return Extension(said["clock"], said["parameter"], said.get("with"))

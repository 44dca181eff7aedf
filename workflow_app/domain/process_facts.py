"""What a process says of itself beside its diagram: the content of its `process.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from workflow_app.domain.assigning import Way
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.file_reading import read_toml
from workflow_app.domain.process_terms import Terms, read_terms
from workflow_app.domain.process_ways import Extension, SwitchFacts, read_extension, read_switch


@dataclass(frozen=True, slots=True)
class Words:
    """One thing named in both languages; applicants and the public may read other words than the office."""

    zh: str
    en: str
    public_zh: str = ""
    public_en: str = ""


class Whose(StrEnum):
    """Who has to act before a clock runs out."""

    OFFICE = "OFFICE"
    APPLICANT = "APPLICANT"
    NOBODY = "NOBODY"


class Since(StrEnum):
    """When a clock of an application that another site took in begins: when that took it in, or pushed it to us."""

    RECEIVED = "RECEIVED"
    PUSHED = "PUSHED"


class Silence(StrEnum):
    """What follows when the office lets the time pass in which it had to answer (rules K8 and A2)."""

    ACCEPTS = "ACCEPTS"
    ESCALATES = "ESCALATES"


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """A clock of a process: which parameter gives its length, which elements start and stop it.

    One that is running when another of its `starts` is entered begins afresh there (rule A22). `pauses` and `resumes`
    name the elements that let it stand still and run again, each with the reason. `whose` says who is warned of it:
    nobody of a time that just has to pass. `at_most` names a routing value that may shorten it. `office_hours` names
    the parameter with the office periods of a day: the clock ends today, if one is still to begin. `since` says from
    which instant of a site that submitted the case it counts first.
    """

    key: str
    parameter: str
    legal: bool
    starts: frozenset[str]
    stops: frozenset[str]
    words: Words
    pauses: Mapping[str, str] = field(default_factory=dict)
    resumes: Mapping[str, str] = field(default_factory=dict)
    whose: Whose = Whose.OFFICE
    since: Since | None = None
    at_most: str | None = None
    letter: str | None = None
    office_hours: str | None = None


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """A process in words and tables; parsed once per version.

    One that `takes_matters` is begun about a matter of the catalogue. Where silence ACCEPTS, `silence_clock` names the
    clock whose end counts as acceptance. `detours` are waits off the straight path, which the steps of a case show
    once it has come there, or where a condition of `foreseen` holds, each after the step that it names. Of the tasks
    in `foremost` one that waits gives the case its state. `switch` names the process in which an application may go
    on. `assigning` says of elements how their tasks come to persons; others are claimed. `extension` says what may be
    put off once, `terms` which words of its letters depend on the kind of record.
    """

    key: str
    words: Words
    number_word: str
    record_kinds: frozenset[str]
    subject_kinds: frozenset[str]
    withdrawal_message: str | None
    withdrawal_states: frozenset[str]
    initial_routing: Mapping[str, Any]
    routing_names: frozenset[str]
    clocks: tuple[ClockFacts, ...]
    letters: Mapping[str, str]
    legal_basis: Mapping[str, Words]
    states: Mapping[str, Words]
    silence: Silence = Silence.ESCALATES
    silence_clock: str | None = None
    takes_matters: bool = False
    detours: Mapping[str, str] = field(default_factory=dict)
    foreseen: Mapping[str, str] = field(default_factory=dict)
    switch: SwitchFacts | None = None
    assigning: Mapping[str, Way] = field(default_factory=dict)
    foremost: frozenset[str] = frozenset()
    extension: Extension | None = None
    terms: Terms = field(default_factory=dict)

    def clock(self, key: str) -> ClockFacts | None:
        """Return what is said of a clock; None of one that only an older version knew."""
        return next((each for each in self.clocks if each.key == key), None)


def read_facts(text: bytes) -> ProcessFacts:
    """Parse a `process.toml`; raises RefusedError PROCESS_FACTS where it is not one."""
    try:
        return _facts(read_toml(text))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RefusedError("PROCESS_FACTS", detail=type(error).__name__) from error


def _facts(toml: Mapping[str, Any]) -> ProcessFacts:
    withdrawal = toml.get("withdrawal", {})
    names = frozenset(row["name"] for row in toml.get("routing", ()))
    return ProcessFacts(
        key=toml["key"],
        words=Words(toml["name_zh"], toml["name_en"]),
        number_word=toml["number_word"],
        record_kinds=frozenset(toml["accepts"].get("record_kinds", ())),
        subject_kinds=frozenset(toml["accepts"]["subject_kinds"]),
        withdrawal_message=withdrawal.get("message"),
        withdrawal_states=frozenset(withdrawal.get("states", ())),
        initial_routing={row["name"]: row["initial"] for row in toml.get("routing", ()) if "initial" in row},
        routing_names=names,
        clocks=tuple(_clock(row, names) for row in toml.get("clocks", ())),
        letters={row["kind"]: row["file"] for row in toml.get("letters", ())},
        legal_basis={
            row["key"]: Words(row["legal_basis_zh"], row["legal_basis_en"]) for row in toml.get("regimes", ())
        },
        states={
            row["key"]: Words(row["zh"], row["en"], row.get("public_zh", ""), row.get("public_en", ""))
            for row in toml["states"]
        },
        silence=Silence(toml.get("silence", Silence.ESCALATES)),
        silence_clock=_silence_clock(toml),
        takes_matters=toml["accepts"].get("matters", False) is True,
        detours=_detours(toml.get("detours", {})),
        foreseen=dict(toml.get("foreseen", {})),
        switch=read_switch(toml),
        foremost=frozenset(toml.get("foremost", ())),
        assigning={element: Way(way) for element, way in toml.get("assigning", {}).items()},
        extension=read_extension(toml),
        terms=read_terms(toml),
    )


def _detours(named: Mapping[str, str] | list[str]) -> dict[str, str]:
    """Return after which step each detour stands; a list of an older version says nothing of that."""
    return dict.fromkeys(named, "") if isinstance(named, list) else dict(named)


def _silence_clock(toml: Mapping[str, Any]) -> str | None:
    """Return the clock whose end counts as acceptance; raises ValueError where there must be one and is none."""
    if toml.get("silence") != Silence.ACCEPTS:
        return None
    key = str(toml["silence_clock"])
    if key not in {row["key"] for row in toml.get("clocks", ())}:
        raise ValueError(key)
    return key


def _names(value: str | list[str]) -> frozenset[str]:
    """Return the elements that were named: one, or several."""
    return frozenset([value] if isinstance(value, str) else value)


def _routing_name(row: Mapping[str, Any], names: frozenset[str]) -> str | None:
    """Return the routing value that shortens a clock; raises ValueError where there is none of that name."""
    name: str | None = row.get("at_most")
    if name is not None and name not in names:
        raise ValueError(name)
    return name


def _clock(row: Mapping[str, Any], names: frozenset[str]) -> ClockFacts:
    return ClockFacts(
        key=row["key"],
        parameter=row["parameter"],
        legal=row["legal"],
        starts=_names(row["starts"]),
        stops=frozenset(row["stops"]),
        words=Words(row["name_zh"], row["name_en"]),
        pauses=dict(row.get("pauses", {})),
        resumes=dict(row.get("resumes", {})),
        whose=Whose(row.get("whose", Whose.OFFICE)),
        since=Since(row["since"]) if "since" in row else None,
        at_most=_routing_name(row, names),
        letter=row.get("letter"),
        office_hours=row.get("office_hours"),
    )

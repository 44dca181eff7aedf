"""Plays a process in every way that there is, by the engine itself: every wait ended, every choice made, each once."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflow_app.engine import (
    CompiledProcess,
    OperationCall,
    Step,
    StepFailedError,
    Wait,
    WaitKind,
    complete,
    deliver_message,
    fire_timer,
    start,
)
from workflow_app.engine.state import read

ENDS = {WaitKind.TASK: complete, WaitKind.MESSAGE: deliver_message, WaitKind.TIMER: fire_timer}
Position = tuple[object, ...]


class TooManyError(Exception):
    """More positions than are played through."""


@dataclass
class Played:
    """What happened: positions that lead to each other, and where nothing went on."""

    onward: dict[Position, set[Position]] = field(default_factory=dict)
    finished: set[Position] = field(default_factory=set)
    stuck: set[str | None] = field(default_factory=set)
    entered: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def ends_from_everywhere(self) -> bool:
        """Tell whether every position leads to an end of the case."""
        good = set(self.finished)
        while True:
            more = {each for each, on in self.onward.items() if on & good} - good
            if not more:
                return good >= self.onward.keys()
            good |= more


class _Oracle:
    """Answers each question by the next of some answers, and by the first one where there are no more."""

    def __init__(self, choices: Mapping[str, list[object]], script: tuple[int, ...]) -> None:
        self.choices, self.script = choices, script
        self.given: list[tuple[int, int]] = []

    def __call__(self, call: OperationCall) -> Mapping[str, object]:
        answers = self.choices.get(call.element)
        if answers is None:
            return {}
        place = len(self.given)
        number = self.script[place] if place < len(self.script) else 0
        self.given.append((number, len(answers)))
        return {call.element.removesuffix("_asked") + "_way": answers[number]}

    def other_scripts(self) -> Iterator[tuple[int, ...]]:
        """Yield the scripts that go another way from a question that this one did not foresee."""
        numbers = tuple(number for number, _ in self.given)
        for place in range(len(self.script), len(self.given)):
            for number in range(1, self.given[place][1]):
                yield (*numbers[:place], number)


def play(process: CompiledProcess, choices: Mapping[str, list[object]], *, most: int = 400) -> Played:
    """Return all that can happen; raises TooManyError, and StepFailedError where a step fails for another reason."""
    played = Played()
    waiting: deque[tuple[Position, Step]] = deque()
    known: set[Position] = set()
    for step in _steps(played, choices, lambda run: start(process, routing={}, run=run)):
        _meet(played, step, waiting, known)
    while waiting:
        if len(known) > most:
            raise TooManyError
        position, step = waiting.popleft()
        played.onward.setdefault(position, set())
        for wait in step.waits:
            for after in _steps(played, choices, lambda run, wait=wait, step=step: _end(process, step, wait, run)):
                played.onward[position].add(_meet(played, after, waiting, known))
    return played


def _end(process: CompiledProcess, step: Step, wait: Wait, run: object) -> Step:
    return ENDS[wait.kind](process, step.state, ref=wait.ref, routing=step.routing, run=run)  # type: ignore[arg-type] # an oracle answers calls


def _steps(played: Played, choices: Mapping[str, list[object]], act: object) -> Iterator[Step]:
    """Yield the outcomes of an act under every script of answers."""
    scripts: list[tuple[int, ...]] = [()]
    while scripts:
        oracle = _Oracle(choices, scripts.pop())
        try:
            step = act(oracle)  # type: ignore[operator] # a step that takes an oracle
        except StepFailedError as error:
            if error.code != "NO_LIVE_TASK":
                raise
            played.stuck.add(error.element)
        else:
            yield step
        scripts.extend(oracle.other_scripts())


def _meet(played: Played, step: Step, waiting: deque[tuple[Position, Step]], known: set[Position]) -> Position:
    position = position_of(step)
    played.entered.update(step.entered)
    if step.finished:
        played.finished.add(position)
    places = [(wait.element, wait.ref) for wait in step.waits if wait.instance is None]
    for element, _ in places:
        if len([one for one, _ in places if one == element]) > 1:
            played.met.add(element)
    if position not in known:
        known.add(position)
        waiting.append((position, step))
    return position


def position_of(step: Step) -> Position:
    """Return where the tokens of a case stand, whatever their numbers."""
    trees = dict(read(step.state)["trees"])
    return _tree(trees[None], trees) if trees else ()


def _tree(rows: list[list[object]], trees: Mapping[object, list[list[object]]]) -> Position:
    names = {row[0]: row[2] for row in rows}
    return tuple(sorted(_token(row, names, rows, trees) for row in rows[1:]))


def _token(
    row: list[object],
    names: Mapping[object, object],
    rows: list[list[object]],
    trees: Mapping[object, list[list[object]]],
) -> Position:
    number, parent, name, state, triggered, *more = row
    notes = dict(more[0]) if more else {}  # type: ignore[call-overload] # the engine's notes
    beside = sorted(str(each[2]) for each in rows if each[1] == parent and str(names[parent]).endswith("Split"))
    inside = _tree(trees[number], trees) if number in trees else ()
    kept = tuple(f"{key}={notes[key]}" for key in ("from", "key_or_index") if key in notes)
    return (str(name), state, triggered, kept, tuple(beside), repr(inside))

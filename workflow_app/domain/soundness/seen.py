"""What was explored of one scope: markings, how each is reached first, and where each leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workflow_app.domain.soundness.moves import Ending, Marking, Move, is_final


@dataclass(slots=True)
class Seen:
    """Markings, numbered in the order in which they were met.

    `before` is the number and the move by which each was met first, `onward` where it leads. Those in `alone` go on by
    themselves, the `stuck` hold nothing that can go on, the `growing` come back with more tokens each time. `passed`
    says from which marking each element and flow was passed first, `doubled` where two tokens met first.
    """

    markings: list[Marking] = field(default_factory=list)
    before: list[tuple[int, Move] | None] = field(default_factory=list)
    onward: dict[int, tuple[int, ...]] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)
    stuck: list[int] = field(default_factory=list)
    growing: list[int] = field(default_factory=list)
    passed: dict[str, tuple[int, Move]] = field(default_factory=dict)
    doubled: dict[str, int] = field(default_factory=dict)

    @property
    def finals(self) -> set[int]:
        """Return the markings in which the scope has ended."""
        return {number for number, marking in enumerate(self.markings) if is_final(marking)}

    def way_to(self, number: int) -> tuple[str, ...]:
        """Return the elements and flows on the shortest way to a marking."""
        return tuple(each for move in self.steps_to(number) for each in move.passed)

    def way_past(self, element: str) -> tuple[str, ...]:
        """Return the elements and flows on the shortest way to an element or flow, itself last."""
        number, move = self.passed[element]
        return (*self.way_to(number), *move.passed[: move.passed.index(element) + 1])

    def steps_to(self, number: int) -> tuple[Move, ...]:
        """Return the moves on the shortest way to a marking."""
        steps = []
        while (found := self.before[number]) is not None:
            number, move = found
            steps.append(move)
        return tuple(reversed(steps))

    def earlier(self, number: int) -> Iterator[int]:
        """Yield the markings on the shortest way to one, the nearest first."""
        while (found := self.before[number]) is not None:
            number = found[0]
            yield number

    def from_which(self, wanted: Iterable[int]) -> set[int]:
        """Return the markings from which one of the wanted can be reached, these included."""
        into: dict[int, list[int]] = {}
        for number, following in self.onward.items():
            for each in following:
                into.setdefault(each, []).append(number)
        return spread(wanted, into)

    def ending(self, *, fails: bool) -> Ending:
        """Return how the scope may end, as those around it see that."""
        by_itself = spread({0}, {each: self.onward[each] for each in self.alone})
        waiting = {each for each in by_itself if each not in self.alone and not is_final(self.markings[each])}
        finals, after = self.finals, spread(waiting, self.onward)
        at_once, later = ({self.markings[each] for each in finals & ends} for ends in (by_itself, after))
        return Ending(frozenset(at_once), frozenset(later), bool(waiting), fails)


def spread(begun: Iterable[int], onward: dict[int, tuple[int, ...]] | dict[int, list[int]]) -> set[int]:
    """Return what is reached from some markings, these included."""
    reached = set(begun)
    waiting = list(reached)
    while waiting:
        for each in onward.get(waiting.pop(), ()):
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return reached

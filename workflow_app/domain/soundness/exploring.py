"""Goes through every marking that a scope can come to, the nearest first."""

from collections import Counter, deque
from collections.abc import Iterator

from workflow_app.domain.soundness.budget import TOKENS, Budget
from workflow_app.domain.soundness.moves import FROM, Game, Marking, Move, Token, enter, is_final
from workflow_app.domain.soundness.net import Kind
from workflow_app.domain.soundness.seen import Seen


class Explorer:
    """One exploration; what was seen before the budget ended is kept."""

    def __init__(self, game: Game, budget: Budget, *, overlapping: bool = False) -> None:
        self.game, self.budget, self.overlapping = game, budget, overlapping
        self.seen = Seen()
        self._numbers: dict[Marking, int] = {}

    def run(self) -> Seen:
        """Return everything that can be reached; raises GaveUpError."""
        waiting = deque([self._meet(enter(self.game.scope), None)])
        while waiting:
            waiting.extend(self._expand(waiting.popleft()))
        return self.seen

    def _expand(self, number: int) -> list[int]:
        """Make the moves of a marking and return what they led to for the first time."""
        marking, seen, new = self.seen.markings[number], self.seen, []
        if is_final(marking) or self._is_broken(number, marking):
            return []
        moves, alone = self.game.moves(marking, overlapping=self.overlapping)
        following = []
        for move in moves:
            if move.then not in self._numbers:
                new.append(self._meet(move.then, (number, move)))
            following.append(self._numbers[move.then])
            for each in move.passed:
                seen.passed.setdefault(each, (number, move))
        seen.onward[number] = tuple(following)
        if alone:
            seen.alone.add(number)
        elif is_stuck(marking):
            seen.stuck.append(number)
        return new

    def _meet(self, marking: Marking, before: tuple[int, Move] | None) -> int:
        self.budget.spend()
        number = self._numbers[marking] = len(self.seen.markings)
        self.seen.markings.append(marking)
        self.seen.before.append(before)
        return number

    def _is_broken(self, number: int, marking: Marking) -> bool:
        """Note what is wrong with a marking that is not gone on from: two tokens met in it, or it grows without end."""
        if self.overlapping:
            met = list(self._met(marking))
            for each in met:
                self.seen.doubled.setdefault(each, number)
            return bool(met)
        if len(set(marking)) == len(marking) <= TOKENS:
            return False
        if len(marking) > TOKENS or any(self._grows(each, number) for each in self.seen.earlier(number)):
            self.seen.growing.append(number)
            return True
        return False

    def _met(self, marking: Marking) -> Iterator[str]:
        """Yield the nodes at which more tokens stand than may; an end takes any number."""
        nodes = self.game.scope.nodes
        for (name, source), count in Counter(map(_place, marking)).items():
            node = nodes[name]
            if node.kind is not Kind.END and count > dict(node.expected).get(source, 1):
                yield name

    def _grows(self, earlier: int, number: int) -> bool:
        """Tell whether the steps from one marking to the other leave more tokens each time that they are gone.

        They can be gone again: within a scope nothing takes tokens of others away but what ends it.
        """
        return _covers(self.seen.markings[number], self.seen.markings[earlier])


def is_stuck(marking: Marking) -> bool:
    """Tell whether nothing in a marking can go on: only parallel gateways hold tokens."""
    return bool(marking) and not is_final(marking) and all(_place(each)[1] for each in marking)


def _place(token: Token) -> tuple[str, str]:
    """Return the node of a token, and at a parallel gateway from where it came."""
    return token[0], token[1][1] if token[1][:1] == (FROM,) else ""


def _covers(large: Marking, small: Marking) -> bool:
    """Tell whether one marking is another one with more tokens."""
    return len(large) > len(small) and not Counter(small) - Counter(large)

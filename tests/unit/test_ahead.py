"""What is set or drawn aside is what would have been set or drawn here, and an error is told where it is asked for."""

from collections.abc import Mapping
from threading import get_ident

import pytest

from workflow_app.adapters.demo_papers_ahead import PapersAhead
from workflow_app.adapters.letters_ahead import MOST_BEGUN, LettersAhead
from workflow_app.domain.demo_papers import Paper, Wanted


class Setter:
    """Sets letters, and notes on which thread."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.set = 0

    def render(self, kind: str, data: Mapping[str, object], *, sealed: bool = False, sample: bool = False) -> bytes:
        assert not sample
        self.threads.add(get_ident())
        self.set += 1
        if data.get("wrong") and sealed:
            raise ValueError(kind)
        return f"{kind} {data} {sealed}".encode()


class Drawer:
    """Draws papers, and counts them."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, kind: str, /, **words: str) -> Paper:
        self.drawn += 1
        return Paper(kind, "text/plain", repr(sorted(words.items())).encode())


def test_the_sealed_letter_was_set_aside_and_is_the_same() -> None:
    here, aside = Setter(), Setter()
    ahead = LettersAhead(here, aside)
    for number in range(3):
        assert ahead.render("K", {"n": number}) == Setter().render("K", {"n": number})
        assert ahead.render("K", {"n": number}, sealed=True) == Setter().render("K", {"n": number}, sealed=True)
    assert (here.set, aside.set) == (3, 3)
    assert here.threads.isdisjoint(aside.threads)
    ahead.close()


def test_a_sealed_letter_that_was_not_begun_is_set_here() -> None:
    here, aside = Setter(), Setter()
    ahead = LettersAhead(here, aside)
    assert ahead.render("K", {"n": 1}, sealed=True) == b"K {'n': 1} True"
    assert (here.set, aside.set) == (1, 0)
    ahead.close()


def test_what_is_never_asked_for_is_forgotten() -> None:
    here, aside = Setter(), Setter()
    ahead = LettersAhead(here, aside)
    for number in range(MOST_BEGUN + 1):
        ahead.render("K", {"n": number})
    before = here.set
    assert ahead.render("K", {"n": 0}, sealed=True)
    assert here.set == before + 1
    ahead.close()


def test_what_goes_wrong_aside_is_told_where_it_is_asked_for() -> None:
    ahead = LettersAhead(Setter(), Setter())
    ahead.render("K", {"wrong": True})
    with pytest.raises(ValueError, match="K"):
        ahead.render("K", {"wrong": True}, sealed=True)
    ahead.close()


def test_a_paper_is_drawn_once_wherever() -> None:
    here, aside = Drawer(), Drawer()
    ahead = PapersAhead(here, aside)
    wanted = [Wanted.of("receipt", {"party": str(number), "amount": "1"}) for number in range(5)]
    ahead.begin([*wanted, *wanted])
    papers = [ahead("receipt", amount="1", party=str(number)) for number in range(6)]
    assert papers == [Drawer()("receipt", amount="1", party=str(number)) for number in range(6)]
    ahead.close()
    assert here.drawn + aside.drawn == 6
    assert here.drawn >= 1

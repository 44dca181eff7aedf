"""Draws the papers of a demonstration before they are asked for, beside whatever else is being done."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from workflow_app.domain.demo_papers import DrawPaper, Paper, Wanted


class PapersAhead:
    """A DrawPaper on two others, of which one draws what is wanted later; for one thread that asks."""

    def __init__(self, here: DrawPaper, aside: DrawPaper) -> None:
        self._here, self._aside = here, aside
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="papers")
        self._begun: dict[Wanted, Future[Paper]] = {}

    def begin(self, wanted: Iterable[Wanted]) -> None:
        """Begin to draw papers, in the order in which they will be asked for."""
        for each in wanted:
            if each not in self._begun:
                self._begun[each] = self._pool.submit(self._aside, each.kind, **dict(each.words))

    def __call__(self, kind: str, /, **words: str) -> Paper:
        """Return the file; raises KeyError for a kind that is not known."""
        begun = self._begun.pop(Wanted.of(kind, words), None)
        if begun is None or begun.cancel():
            return self._here(kind, **words)
        return begun.result()

    def close(self) -> None:
        """Begin nothing any more."""
        self._pool.shutdown(cancel_futures=True)

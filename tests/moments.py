"""Several who act at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from workflow_app.domain.errors import DomainError


def at_once(count: int, act: Callable[[], object]) -> list[object]:
    """Run an act in several threads at the same moment and return what each got or was refused with."""
    barrier = Barrier(count)

    def run(_: int) -> object:
        barrier.wait()
        try:
            return act()
        except DomainError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))

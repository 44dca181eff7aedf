"""Whether a case can go on in another version of its process: asked before it is moved, and in a dry run of all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflow_app import engine
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.migrating import Stays
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.clock_work import STOPPED
from workflow_app.services.loaded import LoadedProcess, load_for

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a case stays, and at which element; it moves where there is no reason."""

    reason: Stays | None = None
    element: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a case stands: the engine's position, what its diagram sees, its state, and the status of its clocks."""

    position: bytes
    routing: Mapping[str, RoutingValue]
    state: str
    clocks: Mapping[str, str]


class Verdicts:
    """Says of cases whether they can go on in a version; those that stand at the same place are asked about once."""

    def __init__(self, new: LoadedProcess, *, read_matter: Callable[[str], KeptMatter]) -> None:
        self._new = new
        self._read_matter = read_matter
        self._known: dict[Key, Verdict] = {}

    @property
    def places(self) -> int:
        """Return at how many places the cases stood that were asked about."""
        return len(self._known)

    def of(self, old: LoadedProcess, stand: Stand, *, edition_id: str | None) -> Verdict:
        """Return the verdict on one case."""
        clocks = tuple(sorted(stand.clocks.items()))
        key: Key = (old.compiled.content_hash, engine.shape_of(stand.position), stand.state, clocks)
        if key not in self._known:
            self._known[key] = self._judge(old, stand)
        found = self._known[key]
        return self._of_matter(edition_id) if found.reason is None and edition_id else found

    def _judge(self, old: LoadedProcess, stand: Stand) -> Verdict:
        new = self._new
        routing = {**new.facts.initial_routing, **stand.routing}
        found = engine.misfit(
            old.compiled, new.compiled, stand.position, routing=routing, clocks=frozenset(stand.clocks)
        )
        if found is not None:
            return Verdict(Stays(found.code), found.element)
        known = {each.key for each in new.facts.clocks}
        if any(status != STOPPED and key not in known for key, status in stand.clocks.items()):
            return Verdict(Stays.CLOCK_MISSING)
        return Verdict() if stand.state in new.facts.states else Verdict(Stays.STATE_GONE)

    def _of_matter(self, edition_id: str) -> Verdict:
        key: Key = ("edition", edition_id)
        if key not in self._known:
            try:
                load_for(self._new, self._read_matter(edition_id))
                self._known[key] = Verdict()
            except RefusedError:
                self._known[key] = Verdict(Stays.MATTER_UNFIT)
        return self._known[key]

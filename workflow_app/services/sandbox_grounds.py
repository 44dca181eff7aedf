"""The ground of sandboxes: rules of an office or of a new installation, made once and copied for each walk."""

import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workflow_app.repositories.office_rows import Rows

NAME = "workflow-app-sandbox-"
KEPT = 3
"""How many kinds of ground are kept."""
_GATE = "*-gate*"


@dataclass(frozen=True, slots=True)
class Ground:
    """What sandboxes are made on: rules of an office, named by a key, and whether samples of decisions are in it."""

    key: str = ""
    rows: Rows = field(default_factory=dict)
    has_samples: bool = True


NEW_INSTALLATION = Ground()
"""The rules of a new installation: on them a process test comes to the same everywhere."""


class Grounds:
    """Folders that sandboxes are copied from; installations with the same data keys may share them."""

    def __init__(self) -> None:
        self._places: OrderedDict[str, tempfile.TemporaryDirectory[str]] = OrderedDict()
        self._lock = threading.Lock()

    def lay(self, ground: Ground, folder: Path, prepare: Callable[[Path], None]) -> None:
        """Copy a ground into a folder; the first time it is prepared, which takes some seconds."""
        with self._lock:
            shutil.copytree(self._of(ground, prepare), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_GATE))

    def close(self) -> None:
        """Throw every ground away."""
        with self._lock:
            places, self._places = list(self._places.values()), OrderedDict()
        for place in places:
            place.cleanup()

    def _of(self, ground: Ground, prepare: Callable[[Path], None]) -> str:
        if ground.key not in self._places:
            place = tempfile.TemporaryDirectory(prefix=NAME)
            prepare(Path(place.name))
            self._places[ground.key] = place
        self._places.move_to_end(ground.key)
        if len(self._places) > KEPT:
            self._places.popitem(last=False)[1].cleanup()
        return self._places[ground.key].name

"""Compiled processes by content hash; compiling costs as much as hundreds of steps."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

from workflow_app.engine.compiling import compile_process
from workflow_app.engine.elements import CompiledProcess


class ProcessCache:
    """Keeps the processes used last, for all threads of the program; one thread compiles, the others wait for it."""

    def __init__(self, size: int = 64) -> None:
        """`size` is the number of process versions kept."""
        self._size = size
        self._kept: OrderedDict[str, CompiledProcess] = OrderedDict()
        self._lock = threading.Lock()
        self._compiling: dict[str, threading.Lock] = {}

    def get(self, content_hash: str, load: Callable[[], tuple[str, Mapping[str, bytes]]]) -> CompiledProcess:
        """Return the process of a hash; `load` gives key and files when it is not here. Raises ProcessRefusedError."""
        with self._lock:
            if content_hash in self._kept:
                self._kept.move_to_end(content_hash)
                return self._kept[content_hash]
            turn = self._compiling.setdefault(content_hash, threading.Lock())
        with turn:
            return self._kept.get(content_hash) or self._compile(content_hash, load)

    def _compile(self, content_hash: str, load: Callable[[], tuple[str, Mapping[str, bytes]]]) -> CompiledProcess:
        try:
            process = compile_process(*load())
        finally:
            with self._lock:
                self._compiling.pop(content_hash, None)
        with self._lock:
            self._kept[content_hash] = process
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return process

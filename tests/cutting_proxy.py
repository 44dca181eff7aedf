"""A line to a service that breaks: bytes go through as they come until so many went up, then it is cut."""

import socket
import threading
from contextlib import suppress
from typing import Self

PIECE = 16 * 1024


class CuttingProxy:
    """Listens on loopback; `cut_after` more bytes upwards every line is cut, and new ones too until `mend`."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open = set[socket.socket]()
        self._left: int | None = None
        self.sent = 0
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Go on."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Stop listening and cut what is open."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a line
        self._thread.join()
        self._listener.close()
        self._cut()

    def cut_after(self, size: int) -> None:
        """Let so many more bytes go up, and nothing after them."""
        self._left, self.sent = size, 0

    def mend(self) -> None:
        """Let lines be as they should be; `sent` counts anew."""
        self._left, self.sent = None, 0

    @property
    def is_cut(self) -> bool:
        """Tell whether nothing goes through."""
        return self._left is not None and self._left <= 0

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self.is_cut:
                    near.close()
                    continue
                self._open.add(near)
                far = socket.create_connection(self._to)
                self._open |= {near, far}
                for one, other, is_up in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._carry, args=(one, other, is_up), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, is_up: bool) -> None:  # noqa: FBT001 - for a thread
        with suppress(OSError):
            while piece := one.recv(PIECE):
                if is_up:
                    self.sent += len(piece)
                    if self._left is not None:
                        self._left -= len(piece)
                if self.is_cut:
                    break
                other.sendall(piece)
        if self.is_cut:
            self._cut()
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()  # the thread of the other way has its end by now, or finds it here

    def _cut(self) -> None:
        for each in list(self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

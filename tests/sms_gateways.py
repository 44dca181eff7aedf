"""A real SMS gateway on this machine: checks signatures, sends once for each key, and has moods."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from workflow_app.adapters.sms import SmsGateway

KEY_ID, KEY = "xinnuo", b"k" * 32


@dataclass
class Gateway:
    """What it did, and what it is to answer next: a status with a body, DROP, or SLOW."""

    moods: list[tuple[int, dict[str, object]] | str] = field(default_factory=list)
    sent: dict[str, dict[str, str]] = field(default_factory=dict)
    met: int = 0
    port: int = 0

    @property
    def numbers(self) -> list[str]:
        """Return to which numbers something was sent."""
        return [each["to"] for each in self.sent.values()]

    @property
    def texts(self) -> list[str]:
        """Return what was sent."""
        return [each["text"] for each in self.sent.values()]

    def as_seen(self, *, key: bytes = KEY) -> SmsGateway:
        """Return how the service is told of it."""
        return SmsGateway(f"http://127.0.0.1:{self.port}/v1/messages", KEY_ID, key)

    def answer(self, headers: dict[str, str], path: str, body: bytes) -> tuple[int, dict[str, object]] | str:
        """Decide what to answer."""
        self.met += 1
        lines = [
            "XINNUO-SMS-1", headers.get("x-sms-key-id", ""), "POST", path, headers.get("x-sms-timestamp", ""),
            headers.get("x-sms-nonce", ""), headers.get("idempotency-key", ""), hashlib.sha256(body).hexdigest(),
        ]  # fmt: skip
        signature = hmac.new(KEY, "\n".join(lines).encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature, headers.get("x-sms-signature", "")):
            return 401, {"code": "SIGNATURE"}
        mood = self.moods.pop(0) if self.moods else (202, {})
        if isinstance(mood, tuple) and mood[0] != 202:
            return mood
        self.sent.setdefault(headers["idempotency-key"], json.loads(body))
        return mood if isinstance(mood, str) else (202, {"message_id": f"M{len(self.sent)}"})


@contextmanager
def running_sms_gateway() -> Iterator[Gateway]:
    """Run a gateway on a free port until the end of the block."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        """Hands each order to the gateway."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = gateway.answer(headers, self.path, body)
            if answer == "SLOW":
                time.sleep(2)
            if isinstance(answer, str):
                self.close_connection = True
                return
            content = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.port = server.server_port
    worker = threading.Thread(target=server.serve_forever)
    worker.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        worker.join()
        server.server_close()

"""Applications that tests are served by: putting one together takes longer than most tests, so each serves many."""

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from workflow_app.app import create_app
from workflow_app.parts import Parts
from workflow_app.web.context import TOOLS
from workflow_app.web.pages import demo


class Compiled(BytecodeCache):
    """Templates that were compiled before: a test need not compile them again, for they do not change in a run."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template out; one that has changed is compiled anew, for its checksum is part of the code."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put a template in."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


_IDLE: dict[object, list[Flask]] = {}
_SHAPE = "tests.shape"
"""Under which extension an application keeps what it was put together by; one that nobody gives back is let go."""


def take_app(parts: Parts) -> Flask:
    """Return the application as it is served: one that is idle and was put together for such parts, or a new one."""
    idle = _IDLE.setdefault(_shape(parts), [])
    app = idle.pop() if idle else _make(parts)
    app.extensions[TOOLS] = parts.tools
    app.config["SECRET_KEY"] = parts.settings.secret_key
    return app


def give_back(app: Flask) -> None:
    """Let the next test be served by an application; saying so twice, as nested services do, is saying it once."""
    idle = _IDLE[app.extensions[_SHAPE]]
    if app not in idle:
        app.extensions.pop(TOOLS)
        idle.append(app)


def _make(parts: Parts) -> Flask:
    app = create_app(parts)
    app.jinja_env.bytecode_cache = COMPILED
    app.extensions[_SHAPE] = _shape(parts)
    return app


def _shape(parts: Parts) -> object:
    """Return what an application is put together by; where its data are it asks anew for each request."""
    given = parts.settings
    proxies = (given.trusted_hosts, given.trusted_proxies)
    return given.environment, proxies, given.metrics_token, parts.tools.upload_limit, demo.is_open(parts.tools)

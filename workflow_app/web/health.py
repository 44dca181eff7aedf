"""For machines that watch: is it alive, could it serve, and its figures."""

import hmac
import ipaddress

import structlog
from flask import Blueprint, Flask, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from workflow_app.services.delivery_views import count_messages
from workflow_app.services.health import is_ready
from workflow_app.web.auth import BEARER
from workflow_app.web.context import current_tools

log = structlog.get_logger(__name__)


def register(app: Flask, figures: CollectorRegistry, *, metrics_token: str) -> None:
    """Add the three addresses."""
    health = Blueprint("health", __name__)
    waiting = Gauge("xinnuo_messages", "Mail and SMS not sent, to 1000 each", ["channel", "state"], registry=figures)

    @health.get("/healthz")
    def healthz() -> Response:
        """Answer as long as the process does."""
        return jsonify(status="alive")

    @health.get("/readyz")
    def readyz() -> tuple[Response, int]:
        """Answer 200 when the database answers and is up to date."""
        try:
            ready = is_ready(current_tools())
        except Exception as error:  # noqa: BLE001 - whatever the driver raises, the answer is no
            log.warning("not_ready", error=type(error).__name__)
            ready = False
        return jsonify(status="ready" if ready else "not ready"), 200 if ready else 503

    @health.get("/metrics")
    def metrics() -> Response:
        """Show the figures to this machine, or to who has the token."""
        if not (_is_from_here() or _has_token(metrics_token)):
            abort(403)
        _count_messages(waiting)
        return Response(generate_latest(figures), content_type=CONTENT_TYPE_LATEST)

    app.register_blueprint(health)


def _count_messages(waiting: Gauge) -> None:
    """Bring the figures of mail and SMS up to date; while the database is away they stay as they were."""
    try:
        counts = count_messages(tools=current_tools())
    except Exception as error:  # noqa: BLE001 - whatever the driver raises, the other figures are shown
        log.warning("not_counted", error=type(error).__name__)
        return
    for (channel, state), count in counts.items():
        waiting.labels(channel, state).set(count)


def _is_from_here() -> bool:
    """Tell whether the asker is on this machine; what a proxy passes on is not, whoever it comes from."""
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded")) or not request.remote_addr:
        return False
    try:
        return ipaddress.ip_address(request.remote_addr).is_loopback
    except ValueError:
        return False


def _has_token(expected: str) -> bool:
    """Compare the bearer token in constant time; without one configured nobody has it."""
    given = request.authorization
    if not expected or given is None or given.type != BEARER or not given.token:
        return False
    return hmac.compare_digest(given.token.encode(), expected.encode())

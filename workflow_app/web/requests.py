"""Each request has a number, one log line without anything personal, and its place in the figures."""

import time

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram

from workflow_app.domain.ids import new_id

log = structlog.get_logger(__name__)


def register(app: Flask, figures: CollectorRegistry) -> None:
    """Give requests numbers, time them and count them."""
    counted = Counter("xinnuo_requests", "Requests by route, method and status", _LABELS, registry=figures)
    timed = Histogram("xinnuo_request_seconds", "Time to answer by route", ["route"], registry=figures)

    def begin() -> None:
        g.request_id, g.began = new_id(), time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "unknown"
        seconds = time.perf_counter() - g.began
        response.headers["X-Request-ID"] = g.request_id
        counted.labels(route, request.method, response.status_code).inc()
        timed.labels(route).observe(seconds)
        if request.endpoint not in _QUIET:
            milliseconds = round(seconds * 1000, 1)
            log.info("request", route=route, method=request.method, status=response.status_code, ms=milliseconds)
        return response

    app.before_request(begin)
    app.after_request(end)


_LABELS = ["route", "method", "status"]
_QUIET = frozenset({"static", "health.healthz", "health.readyz", "health.metrics"})

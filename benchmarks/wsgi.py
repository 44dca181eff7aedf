"""What gunicorn loads to measure the service: the real application, without the background thread of `serve`."""

from flask import Flask

from workflow_app.app import create_app, settle_memory
from workflow_app.cli.opening import open_parts


def make() -> Flask:
    """Return the application as the environment describes it."""
    app = create_app(open_parts())
    settle_memory()
    return app

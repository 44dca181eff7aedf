"""The built files of the browser: found by their plain name, kept by the browser for ever under their hashed one."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, request

import workflow_app

STATIC = Path(workflow_app.__file__).parent / "web" / "static"
URL = "/static"
HASHED = re.compile(r"-[A-Z0-9]{8}\.[a-z]+$")


def register(app: Flask) -> None:
    """Offer `asset("app.css")` to templates, and say how long a file may be kept."""
    app.jinja_env.globals["asset"] = _finder(STATIC / "dist" / "manifest.json")
    app.after_request(_say_how_long)


def _finder(manifest: Path) -> Callable[[str], str]:
    """Return the function from names to addresses; without built files it names what would be there."""
    names: dict[str, str] = json.loads(manifest.read_text()) if manifest.is_file() else {}
    return lambda name: f"{URL}/dist/{names.get(name, name)}"


def _say_how_long(response: Response) -> Response:
    if request.path.startswith(f"{URL}/") and response.status_code in {200, 206, 304}:
        is_hashed = request.path.startswith(f"{URL}/dist/") and HASHED.search(request.path)
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if is_hashed else "public, max-age=3600"
        )
        response.headers.pop("Vary", None)
    return response

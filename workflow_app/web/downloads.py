"""Files on their way out: always to be saved, never shown as what a browser guesses."""

from typing import BinaryIO

from flask import Response, send_file


def as_attachment(stream: BinaryIO, *, media_type: str, filename: str) -> Response:
    """Return bytes as a file to save, kept by no cache on the way."""
    response = send_file(stream, mimetype=media_type, as_attachment=True, download_name=filename, etag=False)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response

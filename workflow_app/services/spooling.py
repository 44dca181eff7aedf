"""An upload on its way in: held in memory while it is small, refused once it is too large."""

from typing import BinaryIO

from workflow_app.domain.errors import FieldError, InvalidError

IN_MEMORY = 1024 * 1024


def copy_upload(source: BinaryIO, target: BinaryIO, *, limit: int) -> int:
    """Copy an upload and return its size, refusing it after the limit has been read."""
    size = 0
    while chunk := source.read(65536):
        size += len(chunk)
        if size > limit:
            raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": limit}))
        target.write(chunk)
    return size

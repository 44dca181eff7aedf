"""What may stand in a path; anything else is not found."""

from werkzeug.routing import BaseConverter, UUIDConverter

PREFIX = "/api/v1"


class IdConverter(UUIDConverter):
    """An id, as the text that it is kept as."""

    def to_python(self, value: str) -> str:  # type: ignore[override] # ids are text everywhere
        """Return the id in lower case."""
        return value.lower()

    def to_url(self, value: str) -> str:  # type: ignore[override] # ids are text everywhere
        """Return the id as it is."""
        return value


class KeyConverter(BaseConverter):
    """A key, code or number."""

    regex = r"[0-9A-Za-z_\-\u4e00-\u9fff]{1,64}"

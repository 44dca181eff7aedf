"""In which line of a course file something stands; a reader of TOML does not say."""

import re

_HEADER = re.compile(r"\[\[\s*(\w+)\s*\]\]")
_OPTION = re.compile(r"\s*\{")


class Lines:
    """The lines of one file, asked by place: `/questions/3/options/1/zh`."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines() or [""]
        self._starts: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, start=1):
            found = _HEADER.match(line.strip())
            if found:
                self._starts.setdefault(found[1], []).append(number)

    @property
    def count(self) -> int:
        """Return how many lines there are, one at least."""
        return len(self._lines)

    def of(self, place: str) -> int:
        """Return the line of a place, or of the nearest thing around it that has one."""
        parts = place.strip("/").split("/")
        first, last = 1, self.count
        if parts[0] in self._starts and len(parts) > 1:
            starts = self._starts[parts[0]]
            first = starts[int(parts[1])]
            last = min((each - 1 for starts in self._starts.values() for each in starts if each > first), default=last)
            parts = parts[2:]
        elif parts[0] in self._starts:
            return self._starts[parts[0]][0]
        return self._within(parts, first, last)

    def _within(self, parts: list[str], first: int, last: int) -> int:
        """Return the line of a name between two lines, and of an answer below it."""
        if not parts or not parts[0]:
            return first
        begins = re.compile(rf"\s*{re.escape(parts[0])}\s*[.=]")
        start = next((each for each in range(first, last + 1) if begins.match(self._lines[each - 1])), first)
        if parts[0] != "options" or len(parts) == 1:
            return start
        rows = [each for each in range(start + 1, last + 1) if _OPTION.match(self._lines[each - 1])]
        place = int(parts[1])
        return rows[place] if place < len(rows) else start

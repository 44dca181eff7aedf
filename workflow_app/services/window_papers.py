"""The papers of the window as PDF: what is to be signed, and the receipt. They have no number of their own."""

from workflow_app.domain.letters import LetterData
from workflow_app.services.tools import Tools

SHEET, RECEIPT = "WINDOW_SHEET", "WINDOW_RECEIPT"


def set_paper(kind: str, data: LetterData, *, tools: Tools) -> bytes:
    """Return a paper as PDF; raises RefusedError LETTER_FONT where no font has a character of it."""
    return tools.letters.render(kind, data.to_json())

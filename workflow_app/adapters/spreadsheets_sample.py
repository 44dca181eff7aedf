"""The spreadsheet of penalties that the demo offers for a first import."""

from collections.abc import Iterable

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES, DemoPenalty


def make_sample(penalties: Iterable[DemoPenalty] = DEMO_PENALTIES) -> bytes:
    """Return the sample as XLSX: forty rows, three of which the import refuses."""
    return write_penalties(penalty.cells for penalty in penalties)

"""How the columns of an imported sheet are called."""

from workflow_app.domain.penalty_columns import COLUMN_BY_CODE


def finding_column(code: str) -> str:
    """Return the header of a column as the sheet has it, or what the finding names."""
    column = COLUMN_BY_CODE.get(code)
    return column.header if column else code

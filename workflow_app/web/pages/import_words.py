"""How the columns of an imported sheet are called."""

from flask_babel import gettext as _

from workflow_app.domain.penalty_columns import COLUMN_BY_CODE


def finding_column(code: str) -> str:
    """Return the header of a column as the sheet has it, or what the finding names."""
    column = COLUMN_BY_CODE.get(code)
    return column.header if column else code


def changed_field(field: str) -> str:
    """Return what a changed field is called: the header of its column, or what we compute from it."""
    computed = {
        "severity": _("Severity"),
        "regime": _("Rules"),
        "min_until": _("Shown at least until"),
        "first_apply_on": _("Repair from"),
        "max_until": _("Shown at most until"),
    }
    return str(computed.get(field, field))

"""Offices that grant without showing first what they intend: stories that are about other things end sooner."""

from workflow_app.services.tools import Tools


def set_publicity(tools: Tools, mode: str) -> None:
    """Let intended repairs be shown BEFORE_REMOVAL, as they are unless an office says otherwise, or NONE."""
    with tools.database.write() as unit:
        for row in unit.authorities.list_parameters():
            if row.key == "repair.publicity_mode":
                row.value = mode
        for authority in unit.authorities.list_all():
            authority.parameter_version += 1
        unit.commit()

"""Offices that grant without showing first what they intend: stories that are about other things end sooner."""

from workflow_app.services.tools import Tools


def set_parameter(tools: Tools, key: str, value: object) -> None:
    """Give a parameter another value, for everybody."""
    with tools.database.write() as unit:
        for row in unit.authorities.list_parameters():
            if row.key == key:
                row.value = value
        for authority in unit.authorities.list_all():
            authority.parameter_version += 1
        unit.commit()


def set_publicity(tools: Tools, mode: str) -> None:
    """Let intended repairs be shown BEFORE_REMOVAL, as they are unless an office says otherwise, or NONE."""
    set_parameter(tools, "repair.publicity_mode", mode)

"""Decision tables that a service asks where no element of a diagram does, by their key."""

REPAIR_MATERIALS = "repair_materials"
"""What the repair of a record asks for; a process without it asks of everybody the same."""
ASKED_BY_SERVICES = frozenset({REPAIR_MATERIALS})

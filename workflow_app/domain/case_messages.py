"""Messages that the service itself tells running cases; a process tells the others by its letters and its own words."""

TOLD = frozenset(
    {
        "limit_extended",
        "material_arrived",
        "more_time_wished",
        "objection_accepted",
        "record_moot",
        "removals_confirmed",
        "subject_gone",
        "accepted_by_silence",
    }
)
"""By the name of the message in the diagram; each is said by one service or operation."""

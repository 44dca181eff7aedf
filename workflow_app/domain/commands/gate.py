"""What is asked of the gate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskGate:
    """May a subject go a way today? `matter` is a channel (such as credit_repair) or the code of a matter.

    A matter can be asked for by pledge or with deferred acceptance; `channel` says which, by pledge if nothing is said.
    For a repair `record_id` names the record; without it only what holds for the subject is looked at.
    """

    uscc: str
    matter: str
    channel: str | None = None
    record_id: str | None = None

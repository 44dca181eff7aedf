"""What is asked of the gate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskGate:
    """May a subject go a way today? `matter` is a channel (such as credit_repair) or the code of a matter.

    A matter can be asked for by pledge or with deferred acceptance; `channel` says which, by pledge if nothing is said.
    For a repair `record_id` names the record, which may be left out where only one is in force. `authority_id` is by
    whose rules, and whose matter, is asked; left out it is the authority of the record, of the matter or of the asker.
    """

    uscc: str
    matter: str
    channel: str | None = None
    record_id: str | None = None
    authority_id: str | None = None

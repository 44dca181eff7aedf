"""What the gate may know of a matter: its edition in force, seen from the way that is asked for."""

from workflow_app.domain.gate import Channel, MatterFact
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read
from workflow_app.models import Matter, MatterEdition


def matter_fact(row: Matter, edition: MatterEdition | None, channel: Channel) -> MatterFact:
    """Return what the edition in force says; without one no way is offered."""
    if edition is None:
        return MatterFact(row.code, offered=False)
    content = read(MatterContent, edition.content)
    terms = content.pledge if channel is Channel.PLEDGE_APPROVAL else content.deferral
    return MatterFact(
        code=row.code,
        field=content.field or None,
        is_instant=content.is_instant,
        pledge_whitelisted=content.pledge.whitelisted,
        da_whitelisted=content.deferral.whitelisted,
        legal_basis=terms.basis,
        offered=terms.offered,
        edition=edition.number,
    )

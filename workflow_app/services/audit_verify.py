"""`audit verify`: reads the whole trail once and names the first fault of each chain and of the checkpoints."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from workflow_app.domain.audit import START, checkpoint_hash
from workflow_app.domain.audit_chain import Head, check_chain
from workflow_app.domain.findings import Finding
from workflow_app.models import AuditEntry
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import LAST_CHECKPOINT
from workflow_app.services.tools import Tools

Kept = tuple[int, str] | None


def verify(tools: Tools) -> tuple[Finding, ...]:
    """Return what is wrong with the audit trail, nothing where it is whole; writers may go on meanwhile.

    Codes AUDIT_CHANGED, AUDIT_REMOVED, AUDIT_INSERTED with `chain` and `seq`; CHECKPOINT_… with `seq`.
    """
    with tools.database.snapshot() as unit:
        sealed: dict[str, Head] = {}
        findings = list(_check_checkpoints(unit, sealed))
        findings += _check_chains(unit, sealed)
        findings += _check_missing(unit, sealed)
        return tuple(findings)


def _check_chains(unit: UnitOfWork, sealed: dict[str, Head]) -> Iterator[Finding]:
    """Check every chain that has entries; takes each one met out of `sealed`."""
    for (chain, kept), group in groupby(_entries(unit), key=itemgetter(0, 1)):
        heads = [Head(*kept)] if kept else [Head(0, START)]  # whose owner is unknown should not exist
        if chain in sealed:
            heads.append(sealed.pop(chain))
        fault = check_chain(chain, (entry for _, _, entry in group), heads=heads)
        if fault is not None:
            yield fault


def _entries(unit: UnitOfWork) -> Iterator[tuple[str, Kept, AuditEntry]]:
    """Yield every entry with its chain and what the owner of the chain remembers, asked for a page at a time."""
    heads: dict[str, Kept] = {}
    for page in unit.audit.iterate_pages():
        chains = {entry.chain for entry in page}
        heads = {chain: heads[chain] for chain in chains & heads.keys()} | dict(
            unit.audit.kept_heads(sorted(chains - heads.keys()))
        )
        for entry in page:
            yield entry.chain, heads.get(entry.chain), entry


def _check_missing(unit: UnitOfWork, sealed: dict[str, Head]) -> Iterator[Finding]:
    """Name chains of which nothing is left although their owner or a checkpoint remembers them."""
    missing = set(sealed)
    for chains in unit.audit.iterate_owners():
        missing |= set(chains) - unit.audit.existing(chains)
    for chain in sorted(missing):
        yield Finding("AUDIT_REMOVED", {"chain": chain, "seq": 1})


def _check_checkpoints(unit: UnitOfWork, sealed: dict[str, Head]) -> Iterator[Finding]:
    """Check the chain of checkpoints up to its first fault, and take from the sound ones the heads they seal."""
    previous, expected = START, 1
    for row in unit.audit.iterate_checkpoints():
        if row.seq != expected:
            code = "CHECKPOINT_REMOVED" if row.seq > expected else "CHECKPOINT_INSERTED"
            yield Finding(code, {"seq": min(expected, row.seq)})
            return
        is_sound = row.hash == checkpoint_hash(seq=row.seq, at=row.at, heads=row.heads, previous=row.previous)
        if not is_sound or row.previous != previous:
            yield Finding("CHECKPOINT_CHANGED", {"seq": row.seq})
            return
        sealed |= {chain: Head(*head) for chain, head in row.heads.items()}
        previous, expected = row.hash, expected + 1
    last = unit.settings.find(LAST_CHECKPOINT) or {"seq": 0, "hash": START}
    if last["seq"] >= expected:
        yield Finding("CHECKPOINT_REMOVED", {"seq": expected})
    elif last["seq"] < expected - 1 or last["hash"] != previous:
        yield Finding("CHECKPOINT_INSERTED", {"seq": last["seq"] + 1})

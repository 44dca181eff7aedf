"""The matters that a new installation starts with; one that is there already stays as it is."""

from workflow_app.domain.seeds.matters import MATTERS
from workflow_app.models import Matter
from workflow_app.repositories.unit_of_work import UnitOfWork


def add_matters(work: UnitOfWork) -> None:
    """Add the matters whose place at their authority is still empty."""
    ids = {row.code: row.id for row in work.authorities.list_all()}
    known = {(row.authority_id, row.code) for row in work.gate.list_matters()}
    for seed in MATTERS:
        authority_id = ids.get(seed.authority)
        if authority_id is None or (authority_id, seed.code) in known:
            continue
        work.add(
            Matter(
                authority_id=authority_id,
                code=seed.code,
                name_zh=seed.name_zh,
                name_en=seed.name_en,
                field=seed.field,
                is_instant=seed.is_instant,
                pledge_whitelisted=seed.pledge_whitelisted,
                da_whitelisted=seed.da_whitelisted,
                legal_basis=seed.legal_basis,
                promised_wd=seed.promised_wd,
            )
        )

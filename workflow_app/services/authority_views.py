"""The authorities of the installation, as pages show them."""

from dataclasses import dataclass

from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """An authority's names and telephone."""

    id: str
    code: str
    name_zh: str
    name_en: str
    phone: str


def list_authorities(*, tools: Tools) -> tuple[AuthorityView, ...]:
    """Return every authority."""
    with tools.database.read() as work:
        return tuple(
            AuthorityView(each.id, each.code, each.name_zh, each.name_en, each.phone)
            for each in work.authorities.list_all()
        )

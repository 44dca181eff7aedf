"""What a case keeps of the matter that it is about."""

from dataclasses import dataclass

from workflow_app.domain.matters import MatterContent


@dataclass(frozen=True, slots=True)
class KeptMatter:
    """A matter as a case keeps it: the code under which its authority has it, and the edition of the first day."""

    id: str
    code: str
    edition_id: str
    edition: int
    content: MatterContent


def named(matter: KeptMatter) -> dict[str, object]:
    """Return the facts by which a notice names the matter of a case that is about no decision, in both languages."""
    name = matter.content.name
    return {"document_no_zh": name.zh, "document_no_en": name.en}

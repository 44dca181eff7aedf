"""Who acts for a subject by office: the legal representative of an enterprise, the operator of an individual business.

An individual business has no legal representative: its operator answers for it.
"""

from workflow_app.domain.process_facts import Words

INDIVIDUAL = "92"
"""How the unified code of an individual business begins (GB 32100)."""
REPRESENTATIVE = Words("法定代表人", "legal representative")
OPERATOR = Words("经营者", "operator")


def is_individual_code(uscc: str | None) -> bool:
    """Tell whether a code is that of an individual business."""
    return (uscc or "").startswith(INDIVIDUAL)


def head_of(uscc: str | None) -> Words:
    """Return how the head of a subject is called, by its code; of one without a code as of an enterprise."""
    return OPERATOR if is_individual_code(uscc) else REPRESENTATIVE


def head_values(uscc: str | None) -> dict[str, object]:
    """Return what letters may name: `head`, and `head_line` where a line begins with it."""
    words = head_of(uscc)
    return {
        "head": words.zh,
        "head_en": words.en,
        "head_line": words.zh,
        "head_line_en": words.en[:1].upper() + words.en[1:],
    }

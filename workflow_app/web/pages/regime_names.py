"""The rule versions by their names, for forms that let one be chosen."""

from workflow_app.services.regime_views import list_regimes
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language


def regime_names() -> dict[str, str]:
    """Return the rule versions by their keys, each with the name it has now or had last."""
    stem = f"name_{current_language()}"
    found = list_regimes(actor=current_actor(), tools=current_tools())
    return {each.key: str(getattr(each, stem)) or each.key for each in found}

"""The rule versions by their names, for forms that let one be chosen."""

from workflow_app.services.regime_views import name_regimes
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language


def regime_names() -> dict[str, str]:
    """Return the rule versions by their keys, each with the name it has now or had last."""
    found = name_regimes(tools=current_tools())
    return {key: (en if current_language() == "en" else zh) or key for key, (zh, en) in found.items()}

"""One check of a bundle: structure, references, words, expressions, behaviour, and rules of ours.

`checking` puts the parts together; what is about the diagram alone is found by `engine.examine`, what can go wrong when
cases run is proved by `domain.soundness`. See decision 0104.
"""

from workflow_app.services.process_checks.checking import FindOverruns, Report, check_behaviour, check_bundle
from workflow_app.services.process_checks.sources import Known

__all__ = ["FindOverruns", "Known", "Report", "check_behaviour", "check_bundle"]

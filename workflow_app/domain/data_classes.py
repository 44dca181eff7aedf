"""The kinds of data that rules may be limited to: what a penalty is about, and how a pledge was broken."""

from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.penalty_columns import DATA_CLASSES as OF_PENALTIES

OF_BREACHES = tuple(each.value for each in BreachKind)
DATA_CLASSES = (*sorted(set(OF_PENALTIES.values())), *OF_BREACHES)

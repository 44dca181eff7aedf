"""Whether a process can get stuck, proved by playing every game of tokens that its diagram allows.

`net` says what there is, `moves` how tokens move, `exploring` goes through all markings, `verdicts` judges them, and
`proving` puts the scopes together. Data is left away. Nothing here knows a file format, the engine or the database.
"""

from workflow_app.domain.soundness.budget import Budget, GaveUpError
from workflow_app.domain.soundness.net import Edge, Kind, Net, Node, Scope, Way
from workflow_app.domain.soundness.proving import prove, ways_around

__all__ = ["Budget", "Edge", "GaveUpError", "Kind", "Net", "Node", "Scope", "Way", "prove", "ways_around"]

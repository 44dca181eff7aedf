"""Sending a case back from its decision to who reviewed it, as often as the rules allow (see decision 0088)."""

MOST = "repair.decision_returns"
COUNT = "decision_returned_count"
"""The routing value that counts how often the decider has sent a case back."""
PUBLISHED = "intent_published"
"""The routing value that says that the intended repair was on display for its full days: it is not published twice."""
EXCEEDED = "RETURN_USED"

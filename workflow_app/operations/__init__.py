"""What service tasks do: one file, one function each, in one visible table.

An operation gets the case at work and the parameters written in the diagram, writes through the same unit of work,
and returns routing values. It calls no other operation and tells nobody outside: that is left as due work.
"""

from workflow_app.operations import (
    accept_by_silence,
    check_confirmer,
    check_proposal,
    close_case,
    escalate_case,
    extend_limit,
    forward_case,
    issue_letter,
    issue_permit,
    note_decision_return,
    note_resubmission,
    note_return,
    order_removals,
    pause_clocks,
    register_breach,
    register_case,
    resume_clocks,
    revoke_permit,
    settle_breach,
)

OPERATIONS = {
    "breach/check_confirmer": check_confirmer.check_confirmer,
    "breach/check_proposal": check_proposal.check_proposal,
    "breach/register": register_breach.register_breach,
    "breach/settle": settle_breach.settle_breach,
    "case/register": register_case.register_case,
    "case/accept_by_silence": accept_by_silence.accept_by_silence,
    "case/note_resubmission": note_resubmission.note_resubmission,
    "case/note_return": note_return.note_return,
    "case/note_decision_return": note_decision_return.note_decision_return,
    "case/escalate": escalate_case.escalate_case,
    "case/extend": extend_limit.extend_limit,
    "case/forward": forward_case.forward_case,
    "case/close_withdrawn": close_case.close_withdrawn,
    "case/close_moot": close_case.close_moot,
    "case/close_terminated": close_case.close_terminated,
    "clock/pause": pause_clocks.pause_clocks,
    "clock/resume": resume_clocks.resume_clocks,
    "letter/issue": issue_letter.issue_letter,
    "permit/issue": issue_permit.issue_permit,
    "permit/revoke": revoke_permit.revoke_permit,
    "listing/order_removals": order_removals.order_removals,
}

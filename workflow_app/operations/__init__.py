"""What service tasks do: one file, one function each, in one visible table.

An operation gets the case at work and the parameters written in the diagram, writes through the same unit of work,
and returns routing values. It calls no other operation and tells nobody outside: that is left as due work.
"""

from workflow_app.operations import (
    accept_by_silence,
    accept_items,
    check_items,
    close_case,
    close_items,
    confirm_items,
    escalate_case,
    extend_limit,
    forward_case,
    issue_letter,
    note_decision_return,
    note_lapse,
    note_resubmission,
    note_return,
    note_reviewed,
    order_removals,
    pause_clocks,
    promise_items,
    register_case,
    resume_clocks,
)

OPERATIONS = {
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
    "deferral/promise": promise_items.promise_items,
    "deferral/accept": accept_items.accept_items,
    "deferral/check": check_items.check_items,
    "deferral/lapse": note_lapse.note_lapse,
    "deferral/note_reviewed": note_reviewed.note_reviewed,
    "deferral/confirm": confirm_items.confirm_items,
    "deferral/close": close_items.close_items,
    "clock/pause": pause_clocks.pause_clocks,
    "clock/resume": resume_clocks.resume_clocks,
    "letter/issue": issue_letter.issue_letter,
    "listing/order_removals": order_removals.order_removals,
}

"""The HTML pages: applicants (my), staff (desk), everybody (public), administrators (admin, studio)."""

from flask import Flask

from workflow_app.schemas import explanations
from workflow_app.schemas.clock_notes import notes
from workflow_app.web import gate_words
from workflow_app.web.context import TOOLS, find_actor
from workflow_app.web.pages import (
    account,
    admin,
    admin_audit,
    admin_calendars,
    admin_classes,
    admin_outages,
    admin_parameters,
    admin_proposals,
    admin_regimes,
    clock_strips,
    clock_words,
    demo,
    desk,
    desk_appeals,
    desk_cases,
    desk_courses,
    desk_extending,
    desk_gate,
    desk_imports,
    desk_letters,
    desk_objections,
    desk_records,
    desk_subjects,
    desk_tasks,
    desk_training,
    diagrams,
    downloads,
    import_words,
    incident_words,
    law_words,
    menus,
    my,
    my_objections,
    my_tasks,
    my_training,
    notice_words,
    notices,
    objection_words,
    origin_words,
    outward_words,
    proposal_words,
    public,
    public_clocks,
    public_objections,
    public_pledges,
    public_repairs,
    root,
    rule_words,
    serving_words,
    site_words,
    studio,
    training_words,
    values,
    words,
)
from workflow_app.web.sentences import sentence

_WORDS = (
    words.role_word,
    words.kind_word,
    words.severity_word,
    words.subject_kind_word,
    words.task_button,
    words.parameter_words,
    words.fault_word,
    words.who_word,
    site_words.site_word,
    site_words.site_tone,
    site_words.record_status_word,
    site_words.record_status_tone,
    rule_words.rule_words,
    clock_strips.clock_strip,
    notes,
    values.money,
    values.file_size,
    values.local,
    values.days_left,
    values.is_provisional,
    values.as_date,
    values.skipped_runs,
    values.once_key,
    values.shown_count,
    values.form_title,
    values.step_items,
    values.passed_elements,
    incident_words.work_word,
    incident_words.failure_word,
    import_words.finding_column,
    import_words.changed_field,
    notice_words.notice_words,
    explanations.holiday_word,
    clock_words.day_kind_word,
    clock_words.day_kind_mark,
    clock_words.run_words,
    law_words.parameter_name,
    law_words.group_word,
    law_words.field_word,
    law_words.penalty_word,
    law_words.procedure_word,
    law_words.row_state_word,
    law_words.row_state_tone,
    law_words.proposal_kind_word,
    law_words.proposal_status_word,
    law_words.proposal_status_tone,
    law_words.blocked_word,
    law_words.class_change_word,
    origin_words.origin_word,
    proposal_words.proposal_words,
    objection_words.ground_word,
    objection_words.ground_choices,
    objection_words.relation_word,
    objection_words.relation_choices,
    objection_words.objection_word,
    objection_words.objection_tone,
    objection_words.repair_event_word,
    objection_words.group_of_objections,
    outward_words.outward_rows,
    outward_words.actor_is_staff,
    incident_words.channel_word,
    serving_words.way_word,
    serving_words.result_word,
    serving_words.service_word,
    serving_words.service_tone,
    gate_words.appeal_word,
    gate_words.channel_word,
    gate_words.doubt_word,
    gate_words.next_words,
    gate_words.outcome_tone,
    gate_words.outcome_word,
    gate_words.reason_words,
    gate_words.standing_tone,
    gate_words.standing_word,
    gate_words.status_word,
    sentence,
    *training_words.TRAINING_WORDS,
)


def register(app: Flask) -> None:
    """Add every page and what their templates may call."""
    for module in (root, my, my_tasks, desk, desk_tasks, desk_cases, desk_imports, public, admin, admin_audit, studio):
        app.register_blueprint(module.pages)
    for module in (public_pledges, public_repairs, public_objections, my_objections, diagrams, downloads, notices):
        app.register_blueprint(module.pages)
    for module in (admin_parameters, admin_regimes, admin_classes, admin_proposals, account):
        app.register_blueprint(module.pages)
    for module in (desk_records, desk_subjects, desk_gate, desk_appeals, desk_letters, desk_extending, desk_objections):
        app.register_blueprint(module.pages)
    for module in (admin_calendars, admin_outages, public_clocks, my_training, desk_training, desk_courses):
        app.register_blueprint(module.pages)
    if demo.is_open(app.extensions[TOOLS]):
        app.register_blueprint(demo.pages)
    app.jinja_env.filters["site_name"] = site_words.site_name
    for function in _WORDS:
        app.jinja_env.globals[function.__name__] = function
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, object]:
    """Return what the layouts show around a page."""
    actor = find_actor()
    return {
        "menu": menus.menu_of(actor),
        "places": menus.places_of(actor),
        "home": menus.home_of(actor),
        "outage_notices": public_clocks.outage_notices(),
        "message_box": {"href": "/notices", "count": notices.unread_count(actor)} if actor else None,
    }

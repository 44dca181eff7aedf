"""The HTML pages: applicants (my), staff (desk), everybody (public), administrators (admin, studio)."""

from flask import Flask

from workflow_app.web.context import TOOLS, find_actor
from workflow_app.web.pages import (
    admin,
    admin_audit,
    demo,
    desk,
    desk_cases,
    desk_imports,
    desk_records,
    desk_tasks,
    diagrams,
    downloads,
    import_words,
    menus,
    my,
    my_tasks,
    notice_words,
    notices,
    public,
    root,
    rule_words,
    site_words,
    studio,
    values,
    words,
)

_WORDS = (
    words.role_word,
    words.kind_word,
    words.severity_word,
    words.subject_kind_word,
    words.task_button,
    words.parameter_words,
    words.fault_word,
    site_words.site_word,
    site_words.site_tone,
    site_words.record_status_word,
    site_words.record_status_tone,
    rule_words.rule_words,
    values.money,
    values.file_size,
    values.local,
    values.days_left,
    values.as_date,
    values.skipped_runs,
    values.once_key,
    values.shown_count,
    values.form_title,
    values.step_items,
    values.passed_elements,
    import_words.finding_column,
    import_words.changed_field,
    notice_words.notice_words,
)


def register(app: Flask) -> None:
    """Add every page and what their templates may call."""
    for module in (root, my, my_tasks, desk, desk_tasks, desk_cases, desk_imports, public, admin, admin_audit, studio):
        app.register_blueprint(module.pages)
    for module in (desk_records, diagrams, downloads, notices):
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
        "message_box": {"href": "/notices", "count": notices.unread_count(actor)} if actor else None,
    }

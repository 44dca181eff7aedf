"""The HTML pages: applicants (my), staff (desk), everybody (public), administrators (admin, studio)."""

from flask import Flask

from workflow_app.web.context import TOOLS, find_actor
from workflow_app.web.pages import (
    account,
    acting_for,
    admin,
    admin_audit,
    admin_calendars,
    admin_classes,
    admin_identities,
    admin_outages,
    admin_parameters,
    admin_proposals,
    admin_regimes,
    admin_sites,
    demo,
    design,
    desk,
    desk_appeals,
    desk_appointments,
    desk_bindings,
    desk_calls,
    desk_calls_to_make,
    desk_cases,
    desk_courses,
    desk_districts,
    desk_extending,
    desk_gate,
    desk_hiding,
    desk_imports,
    desk_inbound,
    desk_letter_numbers,
    desk_letter_papers,
    desk_letters,
    desk_live,
    desk_objection_register,
    desk_objections,
    desk_paper_decisions,
    desk_record_letters,
    desk_records,
    desk_removals,
    desk_second_notices,
    desk_section,
    desk_sheets,
    desk_site_batches,
    desk_site_jobs,
    desk_subjects,
    desk_tasks,
    desk_training,
    desk_window,
    desk_window_acts,
    desk_window_cases,
    desk_window_pages,
    desk_window_papers,
    diagrams,
    downloads,
    forgotten,
    identities,
    menus,
    my,
    my_applying,
    my_batch_answers,
    my_batch_signatures,
    my_batch_signing,
    my_batches,
    my_bindings,
    my_counter,
    my_enterprises,
    my_moving,
    my_objections,
    my_pages,
    my_papers,
    my_questions,
    my_signing,
    my_tasks,
    my_training,
    notices,
    public,
    public_clocks,
    public_consent,
    public_feeds,
    public_objections,
    public_pledges,
    public_repairs,
    public_signing,
    registering,
    root,
    second_factor,
    second_step,
    setting_up,
    site_words,
    studio,
    vocabulary,
)

_GETTING_IN = (
    *(registering, setting_up, forgotten, second_step, second_factor, identities, admin_identities),
    *(my_enterprises, my_bindings, public_consent, desk_bindings),
)
_OF_LETTERS = (desk_letters, desk_letter_papers, desk_letter_numbers, desk_record_letters)
_SIGNING = (my_signing, public_signing)
_AT_WINDOW = (desk_window, desk_window_cases, desk_window_acts, desk_window_pages, desk_window_papers, my_counter)
_BATCHES = (my_batches, my_batch_answers, my_batch_signing, my_batch_signatures)


_PAGES = (
    root,
    my,
    acting_for,
    my_applying,
    my_moving,
    my_pages,
    my_papers,
    my_tasks,
    my_questions,
    desk,
    desk_tasks,
    desk_cases,
    desk_imports,
    public,
    admin,
    admin_audit,
    studio,
    public_feeds,
    public_pledges,
    public_repairs,
    public_objections,
    my_objections,
    diagrams,
    downloads,
    notices,
    account,
    admin_parameters,
    admin_regimes,
    admin_classes,
    admin_proposals,
    desk_records,
    desk_subjects,
    desk_gate,
    desk_appeals,
    desk_appointments,
    desk_calls,
    desk_calls_to_make,
    desk_live,
    desk_districts,
    desk_extending,
    desk_objection_register,
    desk_objections,
    *_OF_LETTERS,
    desk_removals,
    desk_second_notices,
    desk_section,
    desk_paper_decisions,
    desk_sheets,
    desk_hiding,
    desk_site_jobs,
    desk_site_batches,
    desk_inbound,
    admin_sites,
    admin_calendars,
    admin_outages,
    public_clocks,
    my_training,
    desk_training,
    desk_courses,
    *_GETTING_IN,
    *_AT_WINDOW,
    *_SIGNING,
    *_BATCHES,
)
"""Every module whose pages are always there."""


def register(app: Flask) -> None:
    """Add every page and what their templates may call."""
    for module in _PAGES:
        app.register_blueprint(module.pages)
    if demo.is_open(app.extensions[TOOLS]):
        app.register_blueprint(demo.pages)
        app.register_blueprint(design.pages)
    app.jinja_env.filters["site_name"] = site_words.site_name
    for function in vocabulary.WORDS:
        app.jinja_env.globals[function.__name__] = function
    app.jinja_env.globals["signing_of"] = my_signing.signing_of
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, object]:
    """Return what the layouts show around a page."""
    actor = find_actor()
    return {
        "menu": menus.menu_of(actor),
        "places": menus.places_of(actor),
        "home": menus.home_of(actor),
        "acting_for": acting_for.acting_for(actor),
        "outage_notices": public_clocks.outage_notices(),
        "message_box": {"href": "/notices", "count": notices.unread_count(actor)} if actor else None,
    }

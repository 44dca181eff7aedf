"""Pages that the list of addresses cannot lead to, and the test that looks at each of them."""

from collections.abc import Mapping


def _by_page(pages_by_test: Mapping[str, str]) -> dict[str, str]:
    """Return which test looks at a page, from which pages a test looks at."""
    return {page: test for test, pages in pages_by_test.items() for page in pages.split()}


ELSEWHERE: Mapping[str, str] = _by_page(
    {
        "test_studio.py": "studio_drafts.draft studio_files.diagram studio_files.edit studio_letters.letter "
        "studio_new_letters.ask",
        "test_studio_arrivals.py": "studio_arrivals.arrival",
        "test_migrating.py": (
            "my_changes.changes studio_migrating.going_back studio_migrating.migrated studio_migrating.of_draft"
        ),
        "test_rule_changes.py": "studio_new_forms.ask",
        "test_studio_changes.py": "studio_comparing.compare",
        "test_change_sets.py": "change_set_parts.ask change_sets.ask_new change_sets.change_set change_sets.home",
        "test_studio_forms.py": "studio_forms.form",
        "test_walks.py": "studio_tests.tests studio_walks.walk",
        "test_replays.py": "studio_replays.table studio_replays.case",
        "test_studio_tables.py": "studio_tables.table",
        "test_permits.py": "desk_dual_publicity.report desk_permits.permit",
        "test_matters.py": "desk_matter_previews.saved desk_matters.edition",
        "test_batches.py": "my_batch_signing.sign",
        "test_pledges.py": "public_breaches.breach",
        "test_window_matters.py": "desk_window_joining.draft",
        "test_deferral.py": "desk_supplying.ask my_supplying.ask",
        "test_looks_behind_forms.py": "public_objections.receipt",
        "test_concerns.py": (
            "desk_concern_entry.receipt desk_concern_entry.take_down desk_concerns.concern "
            "public_concerns.concern public_concerns.receipt public_concerns.sheet"
        ),
        "test_second_step.py": "second_step.ask",
    }
)
"""Pages that stand at the end of a way, and are looked at by the test that goes it."""
TEMPLATES_ELSEWHERE: Mapping[str, str] = _by_page(
    {
        "test_studio.py": "studio/diagram.html studio/draft.html studio/file.html studio/letter.html "
        "studio/new_letter.html",
        "test_studio_arrivals.py": "studio/arrival.html",
        "test_migrating.py": "my/changes.html studio/migrating.html",
        "test_rule_changes.py": "studio/new_form.html",
        "test_studio_changes.py": "studio/compare.html",
        "test_change_sets.py": (
            "rule_changes/add.html rule_changes/list.html rule_changes/new.html rule_changes/set.html"
        ),
        "test_studio_forms.py": "studio/form.html",
        "test_walks.py": "studio/tests.html studio/walk.html",
        "test_replays.py": "studio/replay.html studio/replayed.html",
        "test_studio_tables.py": "studio/table.html",
        "test_looks_behind_forms.py": (
            "account/recovery_codes.html admin/account_link.html admin/calendar_change.html "
            "desk/removal_letter.html errors/send_again.html my/clash.html public/case.html "
            "public/objection.html public/objection_over.html public/objection_receipt.html"
        ),
        "test_deferral.py": "desk/arrival.html my/supply.html",
        "test_window_matters.py": "desk/window_draft.html",
        "test_second_step.py": "auth/recovery_codes.html auth/second_step.html",
        "test_permits.py": "desk/dual_record.html desk/permit.html public/permit.html",
        "test_matters.py": "desk/matter_edition.html desk/matter_preview.html",
        "test_batches.py": "my/batch_sign.html",
        "test_pledges.py": "public/breach.html",
        "test_concerns.py": (
            "desk/concern.html desk/concern_entered.html desk/concern_take_down.html public/concern.html "
            "public/concern_gone.html public/concern_receipt.html public/concern_sheet.html"
        ),
    }
)
"""Pages that answer to a form only, by their templates, and the test that looks at them."""
TEMPLATES_NOT_LOOKED_AT: Mapping[str, str] = {
    "auth/going.html": "leads on to the provider by itself, at once",
}

"""Every address of the product that answers with a page: who is looked at it as, or why it is not looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

FILE = "workflow_app.sqlite3"
AS_STRANGER = "my:"
"""Before a path: an address that is not for who asks, looked at for the page that says so."""
PROVIDER = {
    "OIDC": "city",
    "OIDC_CITY_ISSUER": "http://127.0.0.1:9",
    "OIDC_CITY_CLIENT_ID": "xinnuo",
    "OIDC_CITY_CLIENT_SECRET": "no secret",
    "OIDC_CITY_FOR": "enterprises",
    "OIDC_CITY_LABEL_ZH": "郑州市统一身份认证",
    "OIDC_CITY_LABEL_EN": "Zhengzhou identity service",
}
"""Settings of an external provider that does not answer."""
CASES = {
    "first": "牟城管罚决字〔2026〕第031号",
    "second": "牟城管罚决字〔2026〕第008号",
    "objected": "牟城管罚决字〔2026〕第015号",
    "shown": "牟城管罚决字〔2026〕第050号",
    "removing": "牟城管罚决字〔2026〕第043号",
    "correcting": "牟城管罚决字〔2026〕第038号",
    "refused": "牟城管罚决字〔2026〕第030号",
    "withdrawn": "牟城管执罚决字〔2026〕第003号",
    "site": "郑环罚决字〔2026〕第112号",
    "done": "郑环罚决字〔2026〕第119号",
    "pushed": "郑环罚决字〔2026〕第141号",
    "draft": "郑环罚决字〔2026〕第151号",
    "back": "连环罚决字〔2026〕第020号",
    "moot": "连环罚决字〔2026〕第019号",
}
"""Cases of the past by the numbers of their decisions, each at another step."""


@dataclass(frozen=True, slots=True)
class Places:
    """Pages of one role, by their paths; who has no role is anybody."""

    role: str
    paths: tuple[str, ...]


CALCULATOR = "/admin/regimes?decided_on=2025-12-20&filed_on=2026-04-01&data_class=WORK_SAFETY"
STUDIED = "/studio/processes/credit_repair"
QUESTIONS = (
    *("payment", "receipt", "payment_matters", "surcharge", "waiver", "instalments", "payer"),
    *("rectification_summary", "training_certificate_no", "contact"),
    *("appeal_declaration", "pledge", "signer", "authorisation"),
)
HALF = len(QUESTIONS) // 2
NO_PERMIT = "/public/permits/00000000-0000-7000-8000-000000000000"
SHUT = {
    "/nowhere": 404,
    "/public/letters/AAAA": 404,
    "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE?on=2020-01-01": 404,
    "/public/records/{record_done}": 404,
    NO_PERMIT: 404,
    "/public/repairs/{case_moot}": 404,
    "/setup/nothing": 404,
    "/consent/nothing": 404,
    "/s/nothing": 404,
    "/login/with/city": 503,
    "my:/desk": 403,
    "/public/clocks?from=x": 422,
    "/public/permits?since=x": 422,
    "/my/tasks/{task_correcting}?confirm=1": 422,
}
PAGES = (
    Places("", ("/login", "/register", "/forgotten", "/setup/nothing", "/setup/{setup}", "/consent/nothing")),
    Places("", ("/consent/{consent}", "/s/nothing", "/s/{sign}", "/login/with/city", "/nowhere")),
    Places("", ("/public", "/public?q=无", "/public/records/{record_first}", "/public/records/{record_done}")),
    Places("", ("/public/cases", "/public/letters", "/public/letters/{code}", "/public/letters/AAAA")),
    Places("", ("/public/matters", "/public/matters?q=无", "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE")),
    Places("", ("/public/matters/ZM_URBAN/CONSTRUCTION_WASTE?on=2020-01-01",)),
    Places("", ("/public/pledges", "/public/pledges?q=无", "/public/pledges/{pledge}", "/public/outages")),
    Places("", ("/public/permits", "/public/permits?q=无", "/public/permits?since=x", NO_PERMIT)),
    Places("", ("/public/pledges?kind=VOLUNTARY", "/public/breaches", "/public/breaches?q=无")),
    Places("", ("/public/repairs", "/public/repairs/{case_shown}", "/public/repairs/{case_shown}/object")),
    Places("", ("/public/repairs/{case_objected}", "/public/repairs/{case_moot}", "/public/repairs/objections")),
    Places("", ("/public/clocks", "/public/clocks?from=2026-09-30&amount=10", "/public/clocks?from=x")),
    Places("applicant_b", ("/my", "/my/letters", "/my/records/{record_first}", "/my/cases/{case_first}", "my:/desk")),
    Places("applicant_b", ("/my/permits",)),
    Places("applicant_b", ("/account/contact", "/account/identities", "/demo/messages", "/notices")),
    Places("applicant_b", ("/my/enterprises", "/my/enterprises/{subject_first}", "/my/enterprises/add")),
    Places("applicant_b", ("/my/enterprises/add/consent", "/my/enterprises/add/mandate", "/my/enterprises/add/notice")),
    Places("applicant_b", ("/my/enterprises/add/counter", "/my/cases/{case_objected}", "/my/cases/{case_correcting}")),
    Places("applicant_b", ("/my/cases/{case_objected}/objections", "/my/cases/{case_first}/withdraw")),
    Places("applicant_b", ("/my/pledges", "/my/pledges/new", "/my/pledges/new?template=CLOSED_TRANSPORT")),
    Places("applicant_b", ("/my/pledges/{pledge_first}", "/my/pledges/{pledge_first}/withdraw")),
    Places("applicant_b", ("/my/matters/ZM_URBAN/CONSTRUCTION_WASTE/ordinary_approval",)),
    Places("applicant_l", ("/my/matters/ZM_URBAN/CONSTRUCTION_WASTE/ordinary_approval",)),
    Places("applicant_b", ("/my/matters/ZM_URBAN/CONSTRUCTION_WASTE/deferred_acceptance?subject={subject_first}",)),
    Places("applicant_b", ("/my/cases/{case_first}/switch",)),
    Places("applicant_aa", ("/my/cases/{movable}/move", "/my/tasks/{drafted}/receipt")),
    Places("applicant_b", ("/my/cases/{case_first}/submitted",)),
    Places("applicant_b", ("/my/tasks/{task_correcting}?all=1", "/my/tasks/{task_correcting}?confirm=1")),
    Places(
        "applicant_m",
        ("/my/batches/new", "/my/batches/{batch}", "/my/batches/{batch}/signing"),
    ),
    Places("applicant_m", ("/my/batches/{batch}/answers", "/my/batches/{batch}/check", "/my/tasks/{batched}/payment")),
    Places("applicant_d", ("/my", "/my/cases/{case_removing}", "/my/records/{record_removing}")),
    Places("applicant_l", ("/my", "/my/cases/{case_draft}", "/my/tasks/{form}?all=1", "/my/tasks/{form}?confirm=1")),
    Places("applicant_l", ("/my/tasks/{form}/signing", "/my/cases/{case_draft}/withdraw")),
    Places("applicant_j", ("/my/cases/{case_done}", "/my/training", "/my/training/sessions/{class}")),
    Places("applicant_j", ("/my/training/tests/{test}", "/my/training/tests/{passed}")),
    Places("applicant_j", ("/my/training/courses/{course}?subject={own}",)),
    Places("applicant_j", ("/my/training/courses/{course}/lessons/1?subject={own}",)),
    Places("applicant_c", ("/my", "/my/cases/{case_moot}")),
    Places("applicant_p", ("/my/cases/{case_refused}", "/my/records/{record_refused}")),
    Places("applicant_l", tuple(f"/my/tasks/{{form}}/{each}" for each in QUESTIONS[:HALF])),
    Places("applicant_l", tuple(f"/my/tasks/{{form}}/{each}" for each in QUESTIONS[HALF:])),
    Places("applicant_e", ("/my", "/my/records/{record_open}/apply", "/my/training/records/{record_open}")),
    Places("first_reviewer", ("/desk?scope=group", "/desk?scope=mine", "/desk?scope=done", "/desk?scope=waiting")),
    Places("first_reviewer", ("/desk/tasks/{task_first}", "/desk/tasks/{task_back}", "/desk/tasks/{done}")),
    Places(
        "first_reviewer", ("/desk/cases", "/desk/cases?q=031", "/desk/cases/{case_first}", "/desk/cases/{case_done}")
    ),
    Places("first_reviewer", ("/desk/cases/{case_first}/calls", "/account/second-step")),
    Places("second_reviewer", ("/desk?scope=group", "/desk/tasks/{task_second}")),
    Places("verifier", ("/desk/tasks/{task_site}", "/desk/cases/{case_site}")),
    Places("decider", ("/desk/tasks/{decision}", "/desk/tasks/{decision}?confirm=1")),
    Places("decider", ("/desk", "/desk/cases/{case_first}/extend", "/desk/cases/{case_shown}")),
    Places("first_reviewer", ("/desk/cases/{case_first}/ask-extension",)),
    Places("intake", ("/desk/tasks/{task_pushed}", "/desk/inbound", "/desk/inbound/new", "/desk/bindings")),
    Places("intake", ("/desk/bindings?show=answered", "/desk/bindings/{request}", "/desk/calls", "/desk/calls/{call}")),
    Places("intake", ("/desk/gate", "/desk/gate/{gate}", "/desk/subjects", "/desk/subjects?q=砺石")),
    Places("intake", ("/desk/subjects/{subject_second}", "/desk/calls?show=ended")),
    Places(
        "window", ("/desk/window", "/desk/window?q=老周", "/desk/window?q=查无此企业", "/desk/window?show=handed_in")
    ),
    Places("window", ("/desk/window/subjects/{window_subject}", "/desk/window/cases/{window_case}")),
    Places("window", ("/desk/window/records/{record_counter}", "/desk/window/cases/{window_case}/form")),
    Places("window", ("/desk/window/subjects/new", "/desk/window/subjects/{window_subject}/matters")),
    Places("window", ("/desk/window/subjects/{window_subject}/matters/ZM_URBAN/CONSTRUCTION_WASTE",)),
    Places("window", ("/desk/window/cases/{window_case}/person", "/desk/window/cases/{window_case}/withdraw")),
    Places("section_head", ("/desk?scope=group", "/desk/section", "/desk/section/districts", "/desk/appointments")),
    Places("section_head", ("/desk/appointments?show=all", "/desk/appointments/{appointment}", "/desk/matters")),
    Places("section_head", ("/desk/cases/{case_correcting}/second-notice", "/desk/cases/{case_second}")),
    Places("data_clerk", ("/desk/imports", "/desk/imports/{import}", "/desk/records/{record_first}/hide")),
    Places("data_clerk", ("/desk/records", "/desk/records?q=nobody", "/desk/records/{record_first}")),
    Places("data_clerk", ("/desk/records/{record_done}", "/desk/records/{record_first}/letters")),
    Places("data_clerk", ("/desk/records/{record_first}/appeal", "/desk/subjects/{subject_first}/status")),
    Places("data_clerk", ("/desk/permits", "/desk/dual-publicity", "/desk/dual-publicity?show=late")),
    Places("data_clerk", ("/desk/removals", "/desk/removals/hidden", "/desk/removals/hidden/{hiding}")),
    Places(
        "data_clerk", ("/desk/removals/{removal}", "/desk/site-jobs", "/desk/site-jobs/{job}", "/desk/site-batches")
    ),
    Places("credit_office", ("/desk/subjects/{subject_first}/entries", "/desk/records/{entry}/lift", "/desk/inbound")),
    Places("credit_office", ("/desk/pledges", "/desk/pledges?show=publish", "/desk/pledges/looks?show=all")),
    Places("credit_office", ("/desk/pledges/{pledge_first}", "/desk/pledges/{pledge_first}/breach")),
    Places("credit_office", ("/desk/pledges/{pledge_first}/look", "/desk/pledges/looks/{look}")),
    Places("credit_office", ("/desk/staff-pledges", "/desk/staff-pledges/new")),
    Places("clerk_of_office", ("/desk/letters", "/desk/letters/{letter}", "/desk/letters/{letter}/paper")),
    Places("clerk_of_office", ("/desk/letters/open", "/desk/letters/numbers", "/desk/letters/numbers/{series}")),
    Places(
        "clerk_of_office",
        ("/desk/cases/{decided}/sheet/decision", "/desk/cases/{case_done}/sheet", "/desk/cases/{decided}/sheet"),
    ),
    Places("complaint_handler", ("/desk/concerns", "/desk/concerns?group=OVER")),
    Places("window", ("/desk/concerns/entry", "/desk/concerns/entry?q=2026")),
    Places("", ("/public/concerns",)),
    Places("complaint_handler", ("/desk/objections", "/desk/objections?show=all", "/desk/objections/{objection}")),
    Places("complaint_handler", ("/desk/objections/repairs/{case_objected}", "/desk/tasks/{task_objected}")),
    Places("complaint_handler", ("/desk/objections/repairs/{case_shown}/register",)),
    Places("trainer", ("/desk/training", "/desk/training/sessions/new", "/desk/training/sessions/{class}")),
    Places("trainer", ("/desk/training/sessions/{class}/change", "/desk/training/sessions/{class}/sheet")),
    Places("trainer", ("/desk/training/courses", "/desk/training/courses/{course}", "/desk/training/certificates")),
    Places("trainer", ("/desk/training/certificates/{certificate}",)),
    Places("process_admin", ("/demo/design", "/studio", STUDIED, f"{STUDIED}/versions/1")),
    Places("auditor", ("/admin", "/admin/audit", "/admin/processes", "/admin/processes/credit_repair")),
    Places("system_admin", ("/admin", "/admin/calendars?year=2026", "/admin/calendars?year=2027", "/admin/outages")),
    Places("system_admin", ("/admin/sites", "/admin/sites/new", "/admin/sites/CREDIT_ZZ", "/admin/sites/CREDIT_CHINA")),
    Places("system_admin", ("/admin/parameters?q=repair", "/admin/parameters/repair.correction_wd", "/admin/classes")),
    Places("system_admin", (CALCULATOR, "/admin/accounts", "/admin/identities")),
    Places("security_admin", ("/admin/accounts", "/admin/proposals", "/admin/proposals/{proposal}")),
    Places("security_admin", ("/admin/proposals?show=decided", "/admin/identities")),
)

FILE_ANSWER, DATA_ANSWER, LEADS_ON = "a file", "data for a script or a program", "leads on to a page that is looked at"
NOT_PAGES: Mapping[str, str] = {
    **dict.fromkeys(("admin_audit.entries", "studio_walks.letter", "studio_walks.sample"), FILE_ANSWER),
    **dict.fromkeys(("studio.export", "studio_drafts.export", "studio_letters.preview"), FILE_ANSWER),
    **dict.fromkeys(("studio_files.read", "studio_files.findings", "studio_files.vocabulary"), DATA_ANSWER),
    "admin_calendars.year_file": FILE_ANSWER,
    "desk_courses.download": FILE_ANSWER,
    **dict.fromkeys(("desk_imports.rejects", "desk_imports.sample"), FILE_ANSWER),
    "desk_import_notices.printed": FILE_ANSWER,
    "desk_imports.template": FILE_ANSWER,
    "desk_inbound.blank": FILE_ANSWER,
    "desk_letter_numbers.as_csv": FILE_ANSWER,
    "desk_letter_numbers.as_xlsx": FILE_ANSWER,
    "desk_concerns.file": FILE_ANSWER,
    "desk_looks.file": FILE_ANSWER,
    "desk_objections.file": FILE_ANSWER,
    "desk_removals.file": FILE_ANSWER,
    "desk_sheets.paper": FILE_ANSWER,
    "desk_sheets.scan": FILE_ANSWER,
    "desk_site_batches.download": FILE_ANSWER,
    "desk_site_jobs.proof": FILE_ANSWER,
    "desk_window_pages.thumbnail": FILE_ANSWER,
    "desk_window_papers.receipt": FILE_ANSWER,
    "desk_window_papers.sheet": FILE_ANSWER,
    "desk_window_papers.template": FILE_ANSWER,
    "files.document": FILE_ANSWER,
    "files.letter": FILE_ANSWER,
    "files.paper": FILE_ANSWER,
    "my_applying.receipt": FILE_ANSWER,
    "my_batch_signatures.sheets": FILE_ANSWER,
    "my_batches.receipts": FILE_ANSWER,
    "my_bindings.paper": FILE_ANSWER,
    "my_pages.thumbnail": FILE_ANSWER,
    "my_papers.paper": FILE_ANSWER,
    "my_signing.sheet": FILE_ANSWER,
    "public.sealed_letter": FILE_ANSWER,
    "public_pledges.paper": FILE_ANSWER,
    "public_repairs.notice": FILE_ANSWER,
    "public_signing.document": FILE_ANSWER,
    "static": FILE_ANSWER,
    "desk_imports.progress": DATA_ANSWER,
    "desk_live.preview": DATA_ANSWER,
    "desk_live.rows": DATA_ANSWER,
    "desk_window_pages.shown": DATA_ANSWER,
    "diagrams.of_case": DATA_ANSWER,
    "diagrams.of_process": DATA_ANSWER,
    "diagrams.of_way": DATA_ANSWER,
    "health.healthz": DATA_ANSWER,
    "health.metrics": DATA_ANSWER,
    "health.readyz": DATA_ANSWER,
    "my_pages.shown": DATA_ANSWER,
    "public_feeds.records": DATA_ANSWER,
    "public_feeds.repairs": DATA_ANSWER,
    "public_feeds.robots": DATA_ANSWER,
    "api_document.show_page": "Swagger UI as it comes, for who writes programs",
    "identities.back": LEADS_ON,
    "identities.out": LEADS_ON,
    "my_batch_answers.go_on": LEADS_ON,
    "my_batch_answers.record": LEADS_ON,
    "notices.notice": LEADS_ON,
    "root.consent": LEADS_ON,
    "root.start": LEADS_ON,
}
"""Addresses that answer with something else, by endpoint."""


def _by_page(pages_by_test: Mapping[str, str]) -> dict[str, str]:
    """Return which test looks at a page, from which pages a test looks at."""
    return {page: test for test, pages in pages_by_test.items() for page in pages.split()}


ELSEWHERE: Mapping[str, str] = _by_page(
    {
        "test_studio.py": "studio_drafts.draft studio_files.diagram studio_files.edit studio_letters.letter",
        "test_studio_changes.py": "studio_comparing.compare",
        "test_walks.py": "studio_tests.tests studio_walks.walk",
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
        "test_studio.py": "studio/diagram.html studio/draft.html studio/file.html studio/letter.html",
        "test_studio_changes.py": "studio/compare.html",
        "test_walks.py": "studio/tests.html studio/walk.html",
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

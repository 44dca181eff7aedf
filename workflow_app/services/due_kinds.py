"""Every kind of due work and who does it."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow_app.services.audit import AUDIT_CHECKPOINT
from workflow_app.services.call_tasks import CALL_DUE
from workflow_app.services.clock_warnings import CLOCK_DUE, CLOCK_WARNING
from workflow_app.services.concern_due import CONCERN_DUE
from workflow_app.services.consent_links import CONSENT_LINK
from workflow_app.services.contact_codes import MAIL_CODE, SMS_CODE
from workflow_app.services.deferred_breach import DEFERRED_BREACH
from workflow_app.services.drafts import DRAFT_OVER
from workflow_app.services.emergency_watch import EMERGENCY_WATCH
from workflow_app.services.endings import END_LISTINGS
from workflow_app.services.filings_going_on import FILING_GOES_ON, PAUSE_OVER
from workflow_app.services.follow_up_due import FOLLOW_UP_DUE
from workflow_app.services.handlers import Handler
from workflow_app.services.hiding_watch import HIDING_WATCH
from workflow_app.services.import_steps import IMPORT_CHUNK
from workflow_app.services.inbound_results import INBOUND_RESULT
from workflow_app.services.late_removals import REMOVAL_LATE
from workflow_app.services.letter_papers import RENDER_LETTER, SEAL_LETTER
from workflow_app.services.limits_over import LIMITS_OVER
from workflow_app.services.listings import SITE_LOOK, SITE_REMOVE, SITE_SHOW
from workflow_app.services.migration_work import MIGRATE_CASE, MIGRATE_CASES
from workflow_app.services.notice_messages import MAIL_NOTICE, SMS_NOTICE
from workflow_app.services.objection_due import OBJECTION_DUE
from workflow_app.services.objector_messages import SMS_OBJECTOR
from workflow_app.services.phone_code_sending import PHONE_CODE
from workflow_app.services.rechecks import SITE_RECHECK
from workflow_app.services.reclassify import RECLASSIFY_RECORDS, WEIGH_PROPOSAL
from workflow_app.services.recomputing import RECOMPUTE_CLOCKS
from workflow_app.services.reminding import ASSISTANCE_REPLY
from workflow_app.services.replay_work import REPLAY_CASE
from workflow_app.services.served import ANNOUNCED_LONG_ENOUGH
from workflow_app.services.signing_links import SIGNING_LINK
from workflow_app.services.speaker_messages import SMS_SPEAKER
from workflow_app.services.staffing import STAFFING_CHECK
from workflow_app.services.sweeping import SWEEP
from workflow_app.services.timers import FIRE_TIMER, TELL_CASE
from workflow_app.services.triggered_looks import TRIGGERED_LOOK
from workflow_app.services.untrue_breach import UNTRUE_BREACH

KINDS: Mapping[str, Handler] = MappingProxyType(
    {
        "timer": FIRE_TIMER,
        "tell_case": TELL_CASE,
        "letter": RENDER_LETTER,
        "letter_seal": SEAL_LETTER,
        "letter_served": ANNOUNCED_LONG_ENOUGH,
        "site_show": SITE_SHOW,
        "site_remove": SITE_REMOVE,
        "site_look": SITE_LOOK,
        "site_recheck": SITE_RECHECK,
        "removal_late": REMOVAL_LATE,
        "hiding_watch": HIDING_WATCH,
        "audit_checkpoint": AUDIT_CHECKPOINT,
        "clock_warning": CLOCK_WARNING,
        "clock_due": CLOCK_DUE,
        "end_listings": END_LISTINGS,
        "sweep": SWEEP,
        "weigh_proposal": WEIGH_PROPOSAL,
        "reclassify": RECLASSIFY_RECORDS,
        "recompute_clocks": RECOMPUTE_CLOCKS,
        "import_chunk": IMPORT_CHUNK,
        "limits_over": LIMITS_OVER,
        "objection_due": OBJECTION_DUE,
        "follow_up_due": FOLLOW_UP_DUE,
        "triggered_look": TRIGGERED_LOOK,
        "concern_due": CONCERN_DUE,
        "call_due": CALL_DUE,
        "mail_code": MAIL_CODE,
        "sms_code": SMS_CODE,
        "phone_code": PHONE_CODE,
        "consent_link": CONSENT_LINK,
        "signing_link": SIGNING_LINK,
        "mail_notice": MAIL_NOTICE,
        "sms_notice": SMS_NOTICE,
        "sms_objector": SMS_OBJECTOR,
        "sms_speaker": SMS_SPEAKER,
        "assistance_reply": ASSISTANCE_REPLY,
        "inbound_result": INBOUND_RESULT,
        "deferred_breach": DEFERRED_BREACH,
        "untrue_breach": UNTRUE_BREACH,
        "draft_over": DRAFT_OVER,
        "staffing_check": STAFFING_CHECK,
        "emergency_watch": EMERGENCY_WATCH,
        "filing_goes_on": FILING_GOES_ON,
        "pause_over": PAUSE_OVER,
        "replay_case": REPLAY_CASE,
        "migrate_cases": MIGRATE_CASES,
        "migrate_case": MIGRATE_CASE,
    }
)

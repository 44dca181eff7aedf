"""The paper that an applicant prints at home, signs, stamps and photographs."""

import io

from flask_babel import gettext as _

from workflow_app.services.signing_views import SigningView
from workflow_app.services.tools import Tools
from workflow_app.web.languages import current_language
from workflow_app.web.pages.authorisation_words import acts_as_word
from workflow_app.web.pages.paper_to_sign import ToSign, about_facts, set_sheet
from workflow_app.web.pages.sheet_lines import moment


def home_sheet(view: SigningView, *, by: str, tools: Tools) -> io.BytesIO:
    """Return application and pledge as they stand, with number and version; raises RefusedError LETTER_FONT."""
    address = f"{tools.base_url}/my/tasks/{view.task_id}/signing?sheet={view.mark}"

    def write() -> ToSign:
        facts = (
            *about_facts(view.subject_name, view.uscc, view.record, view.matter, view.process),
            (str(_("Signer")), view.signer),
            (str(_("Acts as")), acts_as_word(view.signer_role)),
        )
        return ToSign(
            mark=view.mark,
            address=address,
            authority=view.authority_en if current_language() == "en" else view.authority_zh,
            element=view.element,
            form=view.form,
            values=view.values,
            documents=view.documents,
            subject_name=view.subject_name,
            uscc=view.uscc,
            facts=facts,
            said=str(_("The signer has read this, finds it right, and signs it.")),
            printed=str(_("Printed by %(name)s, %(when)s", name=by, when=moment(view.made_at))),
        )

    return set_sheet(write, made_at=view.made_at, tools=tools)

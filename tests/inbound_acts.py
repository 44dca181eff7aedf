"""B's application as another site pushes it."""

import io
from dataclasses import replace
from datetime import timedelta

from office import PDF, PENALTY_OF_B, START, B, Office

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.inbound import InboundChannel, InboundFile, TakeIn
from workflow_app.services.inbound import Taken, take_in

RECEIVED, PUSHED = START - timedelta(days=5), START - timedelta(days=1)


def application(channel: InboundChannel = InboundChannel.API, **changed: object) -> TakeIn:
    """Return B's application as the site pushes it."""
    values = {
        "paid_on": "2026-05-20",
        "receipt_no": "豫财410122-0001",
        "paid_amount": "20000",
        "rectification_summary": "车辆已全部加装密闭装置，并通过复查。",
        "rectified_on": "2026-05-18",
        "contact_phone": "13800000000",
        "appeal_declaration": "NONE",
        "electronic_service_consent": True,
        "pledge": [
            "MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED",
        ],
        "signer_role": "LEGAL_REPRESENTATIVE",
        "signer_name": "王建军",
    }  # fmt: skip
    fields = ("receipt", "rectification", "t16")
    files = tuple(InboundFile(each, f"{each}.pdf", "application/pdf", io.BytesIO(PDF)) for each in fields)
    command = TakeIn("CREDIT_ZZ", "XYZZ-2026-7", channel, RECEIVED, PUSHED, B, PENALTY_OF_B, values, files)
    return replace(command, **changed)  # type: ignore[arg-type] # the test names them


def push(office: Office, actor: Actor = SERVICE, **changed: object) -> Taken:
    return take_in(application(**changed), actor=actor, tools=office.tools)  # type: ignore[arg-type] # as above

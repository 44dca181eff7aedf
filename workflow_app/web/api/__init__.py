"""The JSON interface: load, one service call, dump."""

from flask import Flask

from workflow_app.web.api.batches import batches
from workflow_app.web.api.cases import cases
from workflow_app.web.api.change_sets import change_sets
from workflow_app.web.api.channels import channels
from workflow_app.web.api.clocks import clocks
from workflow_app.web.api.deferrals import deferrals
from workflow_app.web.api.documents import documents
from workflow_app.web.api.drafts import drafts
from workflow_app.web.api.letters import letters
from workflow_app.web.api.matters import matters
from workflow_app.web.api.openapi import build_api, serve_document
from workflow_app.web.api.permits import permits
from workflow_app.web.api.process_drafts import process_drafts
from workflow_app.web.api.process_pauses import process_pauses
from workflow_app.web.api.process_publishing import process_publishing
from workflow_app.web.api.process_versions import process_versions
from workflow_app.web.api.processes import processes
from workflow_app.web.api.public import public
from workflow_app.web.api.records import records
from workflow_app.web.api.signatures import signatures
from workflow_app.web.api.sites import sites
from workflow_app.web.api.subjects import subjects
from workflow_app.web.api.tasks import tasks

NOUNS = (
    *(processes, cases, tasks, drafts, batches, deferrals, signatures, documents, letters),
    change_sets,
    *(process_drafts, process_pauses, process_publishing, process_versions),
    *(subjects, records, clocks, public, matters, permits, sites, channels),
)


def register(app: Flask) -> None:
    """Put the interface below /api/v1 and describe it at /api/v1/openapi.json."""
    api = build_api(app)
    for noun in NOUNS:
        api.register_blueprint(noun)
    serve_document(app, api)

"""Every kind of due work and who does it."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow_app.services.audit import AUDIT_CHECKPOINT
from workflow_app.services.handlers import Handler

KINDS: Mapping[str, Handler] = MappingProxyType({"audit_checkpoint": AUDIT_CHECKPOINT})

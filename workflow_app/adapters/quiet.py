"""The outside world of a sandbox: sites that obey, blank letters, seals that seal nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.ports import SiteAddress, SiteReceipt, SiteStatus
from workflow_app.domain.seeds.walk_cast import PAPER
from workflow_app.domain.time import machine_now


@dataclass(frozen=True, slots=True)
class QuietSites:
    """The SiteConnector of a sandbox: every site does at once what it is told."""

    removed: set[str] = field(default_factory=set)

    def show(self, site: SiteAddress, *, key: str, listing: Mapping[str, object]) -> SiteReceipt:
        """Say that it is shown."""
        del site, listing
        return SiteReceipt(f"S-{key[-32:]}", machine_now(), SiteStatus.SHOWN)

    def remove(self, site: SiteAddress, *, key: str, listing_no: str, reason: str) -> SiteReceipt:
        """Say that it is taken down."""
        del reason
        self.removed.add(f"{site.code} {listing_no}")
        return SiteReceipt(f"R-{key[-32:]}", machine_now(), SiteStatus.REMOVED)

    def answer(self, site: SiteAddress, *, key: str, outside_no: str, result: Mapping[str, object]) -> None:
        """Take note of nothing."""

    def look(self, site: SiteAddress, *, listing_no: str) -> SiteStatus:
        """Say what a look would find."""
        return SiteStatus.REMOVED if f"{site.code} {listing_no}" in self.removed else SiteStatus.SHOWN


class BlankLetters:
    """The LetterRenderer of a sandbox: a blank sheet, as the letter is set when somebody wants to see it."""

    def render(self, kind: str, data: Mapping[str, object], *, sealed: bool = False, sample: bool = False) -> bytes:
        """Return the sheet."""
        del kind, data, sealed, sample
        return PAPER


class NoSeals:
    """The LetterSeal of a sandbox: every authority has one, and the paper stays as it is."""

    def has(self, authority: str) -> bool:
        """Return True."""
        del authority
        return True

    def seal(self, pdf: bytes, *, authority: str, name: str, at: datetime) -> bytes:
        """Return the paper."""
        del authority, name, at
        return pdf

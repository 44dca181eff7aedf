"""Questions about how people get in: proofs of telephones, one-time links, used notices."""

from datetime import datetime

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session

from workflow_app.models import Account, Letter, NoticeUse, OneTimeLink, PhoneProof


class Entering:
    """What stands between somebody and their account or enterprise."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find_proof(self, secret_digest: str, *, lock: bool = False) -> PhoneProof | None:
        """Return the proof that a browser asked for, held until commit if asked, or None."""
        return self._proof(select(PhoneProof).where(PhoneProof.secret_digest == secret_digest), lock=lock)

    def find_proof_by_id(self, proof_id: str, *, lock: bool = False) -> PhoneProof | None:
        """Return a proof, held until commit if asked, or None."""
        return self._proof(select(PhoneProof).where(PhoneProof.id == proof_id), lock=lock)

    def _proof(self, statement: Select[PhoneProof], *, lock: bool) -> PhoneProof | None:
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def forget_proofs(self, before: datetime) -> None:
        """Remove proofs that are over for long."""
        self.session.execute(delete(PhoneProof).where(PhoneProof.created_at < before))

    def find_by_mobile(self, lookup: str, *, lock: bool = False) -> Account | None:
        """Return the account whose owner signs in with a mobile number, or None."""
        statement = select(Account).where(Account.mobile_lookup == lookup)
        return self.session.scalar(statement.with_for_update(key_share=True) if lock else statement)

    def find_notice(self, code: str) -> Letter | None:
        """Return the letter with a code and keep others from using it until this unit of work ends, or None."""
        return self.session.scalar(select(Letter).where(Letter.code == code).with_for_update(key_share=True))

    def find_notice_use(self, letter_id: str) -> NoticeUse | None:
        """Return by whom a notice was used, or None."""
        return self.session.scalar(select(NoticeUse).where(NoticeUse.letter_id == letter_id))

    def find_link(self, secret_digest: str, *, lock: bool = False) -> OneTimeLink | None:
        """Return a one-time link, held until commit if asked, or None."""
        statement = select(OneTimeLink).where(OneTimeLink.secret_digest == secret_digest)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def end_links_of(self, account_id: str, *, now: datetime) -> None:
        """Let every open link of an account be of no more use."""
        is_open = or_(OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now)
        statement = update(OneTimeLink).where(OneTimeLink.account_id == account_id, is_open)
        self.session.execute(statement.values(expires_at=now))

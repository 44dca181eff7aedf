"""Electronic seals: a certificate with its key for each authority, kept in a folder as PKCS#12 files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs7, pkcs12
from cryptography.x509.oid import NameOID

from workflow_app.adapters.pdf_signing import sign_pdf
from workflow_app.domain.errors import RefusedError

TRIAL_YEARS = 20
LONGEST_NAME = 64
_OPTIONS = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class FolderSeals:
    """The LetterSeal on a folder of `<code of the authority>.p12`; where `trial`, a missing one is made by itself.

    What is made by itself proves that a letter was not changed, and not who issued it; it is for demonstrations only.
    """

    folder: Path
    password: str
    trial: bool
    now: Callable[[], datetime]

    def has(self, authority: str) -> bool:
        """Tell whether there is a seal of an authority."""
        return self.trial or self._path(authority).is_file()

    def seal(self, pdf: bytes, *, authority: str, name: str, at: datetime) -> bytes:
        """Return the PDF signed with the seal of an authority; raises RefusedError SEAL_MISSING or SEAL_UNUSABLE."""
        key, certificate = self._keys(authority, name)
        builder = pkcs7.PKCS7SignatureBuilder()

        def sign(content: bytes) -> bytes:
            signer = builder.set_data(content).add_signer(certificate, key, hashes.SHA256())
            return signer.sign(Encoding.DER, _OPTIONS)

        return sign_pdf(pdf, sign, name=name, at=at)

    def _path(self, authority: str) -> Path:
        return self.folder / f"{authority}.p12"

    def _keys(self, authority: str, name: str) -> tuple[Key, x509.Certificate]:
        path = self._path(authority)
        if not path.is_file():
            if not self.trial:
                raise RefusedError("SEAL_MISSING", authority=authority)
            self._make(path, name)
        try:
            password = self.password.encode() or None
            key, certificate, _others = pkcs12.load_key_and_certificates(path.read_bytes(), password)
        except ValueError as error:
            raise RefusedError("SEAL_UNUSABLE", authority=authority) from error
        if certificate is None or not isinstance(key, Key):
            raise RefusedError("SEAL_UNUSABLE", authority=authority)
        if not certificate.not_valid_before_utc <= self.now() <= certificate.not_valid_after_utc:
            raise RefusedError("SEAL_EXPIRED", authority=authority)
        return key, certificate

    def _make(self, path: Path, name: str) -> None:
        """Make a seal that certifies itself, whole or not at all: of two who do so at once, the later one stays."""
        key, now = ec.generate_private_key(ec.SECP256R1()), self.now()
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name}（演示）"[:LONGEST_NAME])])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365 * TRIAL_YEARS))
            .sign(key, hashes.SHA256())
        )
        how = BestAvailableEncryption(self.password.encode()) if self.password else NoEncryption()
        content = pkcs12.serialize_key_and_certificates(None, key, certificate, None, how)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{datetime.now(UTC).timestamp()}.tmp")
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(path)

"""The settings of one installation; `from_env` is the only reader of the environment."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

PREFIX = "WORKFLOW_APP_"
ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
OWN_NAMES = ("127.0.0.1", "localhost")  # by these a machine asks itself whether it is well
HOST_NAME = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
MAIL_FROM = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
NEEDED_IN_PRODUCTION = ("DATABASE_URL", "SECRET_KEY", "DATA_KEYS", "BASE_URL")


class SettingsError(Exception):
    """The environment does not describe an installation that may start; the text says what to change."""


class Environment(StrEnum):
    """What kind of place this is."""

    DEMO = "demo"
    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. Empty keys mean: made once and kept in the data folder (never in production)."""

    environment: Environment
    data_dir: Path
    database_url: str = field(repr=False)
    base_url: str
    secret_key: str = field(default="", repr=False)
    data_keys: str = field(default="", repr=False)
    now: datetime | None = None
    clamd_socket: Path | None = None
    letter_fonts: Path | None = None
    letter_family: str = "Noto Serif SC"
    seals: Path | None = None  # a folder with a certificate of each authority, `<its code>.p12`
    seals_password: str = field(default="", repr=False)
    metrics_token: str = field(default="", repr=False)
    trusted_proxies: int = 0
    trusted_hosts: tuple[str, ...] = ()
    """Names by which the service may be asked; none means any, as in a demo."""
    mail_host: str = ""
    """Without it, or without `sms_url`, nobody is told that way; a demonstration shows on a page what it would send."""
    mail_port: int = 0
    mail_security: str = "starttls"
    mail_from: str = ""
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_ca: Path | None = None
    sms_url: str = ""
    sms_key_id: str = ""
    sms_key: str = field(default="", repr=False)
    identities: Mapping[str, str] = field(default_factory=dict, repr=False)  # external providers: `OIDC`, `OIDC_…`

    @property
    def is_production(self) -> bool:
        """Tell whether real people depend on it."""
        return self.environment is Environment.PRODUCTION

    def may_bind(self, host: str) -> bool:
        """Tell whether the service may listen there: a demo, whose password is public, on loopback only."""
        return self.environment is not Environment.DEMO or _is_loopback(host)


def from_env(environ: Mapping[str, str]) -> Settings:
    """Read the settings from the environment; raises SettingsError where they do not fit together."""
    given = {key.removeprefix(PREFIX): value for key, value in environ.items() if key.startswith(PREFIX) and value}
    environment = _environment(given.get("ENV", Environment.DEMO))
    if environment is Environment.PRODUCTION:
        _check_production(given)
    data_dir = Path(given.get("DATA_DIR") or _default_data_dir()).resolve()
    return Settings(
        environment=environment,
        data_dir=data_dir,
        database_url=given.get("DATABASE_URL", f"sqlite:///{data_dir / 'workflow_app.sqlite3'}"),
        base_url=given.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        secret_key=given.get("SECRET_KEY", ""),
        data_keys=given.get("DATA_KEYS", ""),
        now=_instant(given.get("NOW")),
        clamd_socket=_path(given.get("CLAMD_SOCKET")),
        letter_fonts=_path(given.get("LETTER_FONTS")),
        letter_family=given.get("LETTER_FAMILY", "Noto Serif SC"),
        seals=_path(given.get("SEALS")),
        seals_password=given.get("SEALS_PASSWORD", ""),
        metrics_token=given.get("METRICS_TOKEN", ""),
        trusted_proxies=_number("TRUSTED_PROXIES", given.get("TRUSTED_PROXIES", "0")),
        trusted_hosts=_trusted_hosts(environment, given),
        **_mail(given),
        **_sms(given),
        identities={name: value for name, value in given.items() if name.partition("_")[0] == "OIDC"},
    )


def _environment(name: str) -> Environment:
    try:
        return Environment(name)
    except ValueError:
        raise SettingsError(f"{PREFIX}ENV is `{name}`; it must be {', '.join(Environment)}") from None


def _check_production(given: Mapping[str, str]) -> None:
    """Refuse what only a demonstration may do without; no secret has a default."""
    if missing := [PREFIX + key for key in NEEDED_IN_PRODUCTION if not given.get(key)]:
        raise SettingsError(f"production needs {', '.join(missing)}")
    if "NOW" in given:
        raise SettingsError(f"{PREFIX}NOW is refused in production: business time is real")
    if len(given["SECRET_KEY"]) < SHORTEST_SECRET:
        raise SettingsError(f"{PREFIX}SECRET_KEY is shorter than {SHORTEST_SECRET} characters")


def _trusted_hosts(environment: Environment, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that were given, else in production that of the base URL and this machine's own."""
    names = tuple(name.strip() for name in given.get("TRUSTED_HOSTS", "").split(",") if name.strip())
    if bad := [name for name in names if not HOST_NAME.fullmatch(name)]:
        raise SettingsError(f"{PREFIX}TRUSTED_HOSTS has `{bad[0]}`; write names such as xinnuo.example, without port")
    if names or environment is not Environment.PRODUCTION:
        return names
    host = urlsplit(given["BASE_URL"]).netloc.rpartition("@")[2]
    if not host or host.startswith(":"):
        raise SettingsError(f"{PREFIX}BASE_URL is `{given['BASE_URL']}`; write it as https://xinnuo.example")
    return (re.sub(r":\d*$", "", host), *OWN_NAMES)


def _mail(given: Mapping[str, str]) -> dict[str, Any]:
    """Return the mail server, if one is named; a password never travels in the clear to another machine."""
    host, sender = given.get("MAIL_HOST", "").strip(), given.get("MAIL_FROM", "")
    security, password = given.get("MAIL_SECURITY", "starttls"), given.get("MAIL_PASSWORD", "")
    if not host:
        return {}
    if security not in MAIL_PORTS:
        raise SettingsError(f"{PREFIX}MAIL_SECURITY is `{security}`; it must be {', '.join(MAIL_PORTS)}")
    if security == "none" and password and not _is_loopback(host):
        raise SettingsError(f"{PREFIX}MAIL_SECURITY `none` would send the password in the clear; use starttls or tls")
    if not MAIL_FROM.fullmatch(sender):
        raise SettingsError(f"{PREFIX}MAIL_FROM is `{sender}`; write the address that mail comes from")
    port, user = given.get("MAIL_PORT", str(MAIL_PORTS[security])), given.get("MAIL_USER", "")
    found = {"host": host, "port": _number("MAIL_PORT", port), "security": security, "from": sender, "user": user}
    found |= {"password": password, "ca": _path(given.get("MAIL_CA"))}
    return {f"mail_{name}": value for name, value in found.items()}


def _sms(given: Mapping[str, str]) -> dict[str, Any]:
    """Return the SMS gateway, if one is named."""
    url, key_id, key = given.get("SMS_URL", "").strip(), given.get("SMS_KEY_ID", ""), given.get("SMS_KEY", "")
    if not url:
        return {}
    parts = urlsplit(url)
    if not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname)))):
        raise SettingsError(f"{PREFIX}SMS_URL must be an https address, or http on this machine")
    if len(key) < SHORTEST_SECRET or not key_id:
        raise SettingsError(f"{PREFIX}SMS_URL needs SMS_KEY_ID, and SMS_KEY of {SHORTEST_SECRET} characters or more")
    return {"sms_url": url, "sms_key_id": key_id, "sms_key": key}


def _default_data_dir() -> Path:
    """Return `var/` beside `pyproject.toml` in a checkout, else `var/` where the command is run."""
    return (ROOT if (ROOT / "pyproject.toml").is_file() else Path.cwd()) / "var"


def _instant(text: str | None) -> datetime | None:
    """Read an instant; without a zone it is meant in Shanghai."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{PREFIX}NOW is `{text}`; write it as 2026-09-29T09:00:00+08:00") from None
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise SettingsError(f"{PREFIX}{name} is `{text}`; it must be a whole number")
    return int(text)


def _is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host; a name other than `localhost` may be anything."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workflow_app.adapters.ciphers import AesCipher, DataKeysError
from workflow_app.adapters.key_file import load_or_make_keys
from workflow_app.config import Environment, Settings, SettingsError, from_env
from workflow_app.domain.errors import RefusedError

KEY_1 = "k1:" + "A" * 43 + "="
KEY_2 = "k2:" + "B" * 42 + "A="
PRODUCTION = {
    "WORKFLOW_APP_ENV": "production",
    "WORKFLOW_APP_DATABASE_URL": "postgresql+psycopg://localhost/xinnuo",
    "WORKFLOW_APP_SECRET_KEY": "s" * 32,
    "WORKFLOW_APP_DATA_KEYS": KEY_1,
    "WORKFLOW_APP_BASE_URL": "https://xinnuo.example/",
}


def test_without_any_environment_it_is_a_demo_beside_the_checkout() -> None:
    settings = from_env({})
    root = Path(__file__).resolve().parents[2]
    assert settings.environment is Environment.DEMO
    assert settings.data_dir == root / "var"
    assert settings.database_url == f"sqlite:///{root / 'var' / 'workflow_app.sqlite3'}"


def test_production_starts_with_everything_it_needs() -> None:
    settings = from_env(PRODUCTION)
    assert settings.is_production
    assert settings.base_url == "https://xinnuo.example"


@pytest.mark.parametrize("missing", ["DATABASE_URL", "SECRET_KEY", "DATA_KEYS", "BASE_URL"])
def test_production_refuses_to_start_without(missing: str) -> None:
    environment = {key: value for key, value in PRODUCTION.items() if not key.endswith(missing)}
    with pytest.raises(SettingsError, match=missing):
        from_env(environment)


def test_production_refuses_fixed_time_and_a_short_secret() -> None:
    with pytest.raises(SettingsError, match="NOW"):
        from_env(PRODUCTION | {"WORKFLOW_APP_NOW": "2026-09-29T09:00:00+08:00"})
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        from_env(PRODUCTION | {"WORKFLOW_APP_SECRET_KEY": "short"})


def test_a_demo_answers_by_any_name_and_production_by_that_of_its_base_url() -> None:
    assert from_env({}).trusted_hosts == ()
    assert from_env(PRODUCTION).trusted_hosts == ("xinnuo.example", "127.0.0.1", "localhost")
    with_port = PRODUCTION | {"WORKFLOW_APP_BASE_URL": "https://xinnuo.example:8443/app"}
    assert from_env(with_port).trusted_hosts[0] == "xinnuo.example"
    named = PRODUCTION | {"WORKFLOW_APP_TRUSTED_HOSTS": "xinnuo.example, .gov.example,10.0.0.7"}
    assert from_env(named).trusted_hosts == ("xinnuo.example", ".gov.example", "10.0.0.7")
    with pytest.raises(SettingsError, match="BASE_URL"):
        from_env(PRODUCTION | {"WORKFLOW_APP_BASE_URL": "xinnuo.example"})


def test_fixed_time_without_zone_is_meant_in_shanghai() -> None:
    settings = from_env({"WORKFLOW_APP_NOW": "2026-09-29T09:00:00"})
    assert settings.now == datetime(2026, 9, 29, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "value"), [("ENV", "test"), ("NOW", "tomorrow"), ("TRUSTED_PROXIES", "-1"), ("TRUSTED_HOSTS", "https://x/")]
)
def test_a_value_that_says_nothing_is_refused_by_name(key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=key):
        from_env({f"WORKFLOW_APP_{key}": value})


@pytest.mark.parametrize(
    ("host", "may"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.5", False), ("", False)],  # noqa: S104 - compared, not bound
)
def test_a_demo_listens_on_loopback_only(host: str, *, may: bool) -> None:
    assert from_env({}).may_bind(host) is may
    assert from_env(PRODUCTION).may_bind(host)


def test_settings_show_no_secret_when_printed() -> None:
    shown = repr(from_env(PRODUCTION | {"WORKFLOW_APP_METRICS_TOKEN": "metrics-token"}))
    assert not any(secret in shown for secret in ("s" * 32, KEY_1, "postgresql", "metrics-token"))
    assert isinstance(from_env(PRODUCTION), Settings)


def test_demo_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "data" / "keys.json"
    first, second = load_or_make_keys(path), load_or_make_keys(path)
    assert first == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["keys.json"]
    assert AesCipher(first.data_keys).decrypt(AesCipher(second.data_keys).encrypt("张三")) == "张三"


def test_a_new_key_in_front_reads_what_the_old_one_wrote_and_finds_it() -> None:
    old, new = AesCipher(KEY_1), AesCipher(f"{KEY_2},{KEY_1}")
    assert new.decrypt(old.encrypt("410122199001011234")) == "410122199001011234"
    assert new.encrypt("x").startswith(b"k2.")
    assert new.lookup("410122199001011234") == old.lookup("410122199001011234")


def test_what_a_missing_key_wrote_or_a_stranger_changed_is_refused() -> None:
    token = AesCipher(KEY_2).encrypt("secret")
    with pytest.raises(RefusedError, match="DATA_KEY_MISSING"):
        AesCipher(KEY_1).decrypt(token)
    with pytest.raises(RefusedError, match="DATA_DAMAGED"):
        AesCipher(KEY_2).decrypt(token[:-1] + bytes([token[-1] ^ 1]))
    with pytest.raises(RefusedError, match="DATA_DAMAGED"):
        AesCipher(f"{KEY_2},{KEY_1}").decrypt(b"k1" + token[2:])


@pytest.mark.parametrize("keys", ["", "k1", "k1:short", f"{KEY_1},{KEY_1}", "a b:" + KEY_1[3:]])
def test_unusable_data_keys_are_refused(keys: str) -> None:
    with pytest.raises(DataKeysError):
        AesCipher(keys)


MAIL = {"WORKFLOW_APP_MAIL_HOST": "mail.example.cn", "WORKFLOW_APP_MAIL_FROM": "no-reply@credit.example.cn"}
SMS = {
    "WORKFLOW_APP_SMS_URL": "https://sms.example.cn/v1/messages",
    "WORKFLOW_APP_SMS_KEY_ID": "xinnuo",
    "WORKFLOW_APP_SMS_KEY": "k" * 32,
}


def test_without_servers_for_mail_and_sms_nobody_is_told_that_way() -> None:
    settings = from_env(PRODUCTION)
    assert (settings.mail_host, settings.sms_url) == ("", "")


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_mail_has_the_port_of_its_security_unless_another_is_given(security: str, port: int) -> None:
    given = PRODUCTION | MAIL | {"WORKFLOW_APP_MAIL_SECURITY": security}
    assert from_env(given).mail_port == port
    assert from_env(given | {"WORKFLOW_APP_MAIL_PORT": "2525"}).mail_port == 2525
    assert from_env(PRODUCTION | MAIL).mail_security == "starttls"


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAIL_SECURITY", "ssl"), ("MAIL_FROM", "x"), ("MAIL_FROM", "Office <a@b.cn>"), ("MAIL_PORT", "many")],
)
def test_what_does_not_fit_a_mail_server_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        from_env(PRODUCTION | MAIL | {f"WORKFLOW_APP_{name}": value})


def test_a_mail_password_never_goes_in_the_clear_to_another_machine() -> None:
    clear = PRODUCTION | MAIL | {"WORKFLOW_APP_MAIL_SECURITY": "none", "WORKFLOW_APP_MAIL_PASSWORD": "secret-word"}
    with pytest.raises(SettingsError, match="in the clear"):
        from_env(clear)
    here = from_env(clear | {"WORKFLOW_APP_MAIL_HOST": "127.0.0.1"})
    assert "secret-word" not in repr(here)


def test_an_sms_gateway_needs_a_long_key_with_a_name_and_encryption() -> None:
    assert from_env(PRODUCTION | SMS).sms_key_id == "xinnuo"
    assert "kkkk" not in repr(from_env(PRODUCTION | SMS))
    for name, value in (("SMS_KEY", "short"), ("SMS_KEY_ID", ""), ("SMS_URL", "http://sms.example.cn/x")):
        with pytest.raises(SettingsError, match="SMS_"):
            from_env(PRODUCTION | SMS | {f"WORKFLOW_APP_{name}": value})
    assert from_env(PRODUCTION | SMS | {"WORKFLOW_APP_SMS_URL": "http://127.0.0.1:9/x"}).sms_url

"""The connector against the real demo site over HTTP, each of its switches, and strangers in its place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from running_sites import SECRET, RunningSite

from workflow_app.adapters.sites import HttpSiteConnector, open_site_client
from workflow_app.domain.ids import new_id
from workflow_app.domain.ports import RefusedBySiteError, SiteStatus, UnavailableSiteError


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with RunningSite(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(running: RunningSite) -> RunningSite:
    running.switch()
    return running


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with open_site_client() as opened:
        yield opened


@pytest.fixture
def connector(client: httpx.Client) -> HttpSiteConnector:
    return HttpSiteConnector(client, lambda: datetime.now(UTC))


def a_listing(listing_no: str | None = None, **values: object) -> dict[str, object]:
    return {
        "listing_no": listing_no or new_id(),
        "kind": "PENALTY",
        "subject_name": "中牟青禾市政园林工程有限公司",
        "uscc": "91410122MA3X0C0135",
        "document_no": "牟城管罚决字〔2026〕第044号",
        "authority_name": "中牟县城市管理局",
        "decision": "罚款人民币壹万贰仟元整",
        "amount": Decimal("12000.00"),
        "decided_on": date(2026, 5, 8),
        **values,
    }


def shown(connector: HttpSiteConnector, site: RunningSite) -> str:
    listing = a_listing()
    connector.show(site.address, key=new_id(), listing=listing)
    return str(listing["listing_no"])


def test_a_listing_is_shown_then_removed_and_the_public_page_agrees(
    site: RunningSite, connector: HttpSiteConnector
) -> None:
    listing = a_listing()
    number = str(listing["listing_no"])

    up = connector.show(site.address, key=new_id(), listing=listing)
    seen_up = connector.look(site.address, listing_no=number)
    down = connector.remove(site.address, key=new_id(), listing_no=number, reason="REPAIRED")
    seen_down = connector.look(site.address, listing_no=number)

    assert (up.status, seen_up) == (SiteStatus.SHOWN, SiteStatus.SHOWN)
    assert (down.status, seen_down) == (SiteStatus.REMOVED, SiteStatus.REMOVED)
    assert up.receipt_no != down.receipt_no
    assert up.at.tzinfo is not None
    assert site.effects(number) == ["SHOWN", "REMOVED"]


def test_the_same_key_and_order_give_the_stored_receipt_and_one_effect(
    site: RunningSite, connector: HttpSiteConnector
) -> None:
    number = shown(connector, site)
    key = new_id()

    first = connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")
    again = connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")

    assert again == first
    assert site.effects(number) == ["SHOWN", "REMOVED"]


def test_a_late_repeat_of_a_show_order_does_not_undo_a_removal(site: RunningSite, connector: HttpSiteConnector) -> None:
    listing, key = a_listing(), new_id()
    number = str(listing["listing_no"])
    connector.show(site.address, key=key, listing=listing)
    connector.remove(site.address, key=new_id(), listing_no=number, reason="REPAIRED")

    connector.show(site.address, key=key, listing=listing)

    assert connector.look(site.address, listing_no=number) is SiteStatus.REMOVED


def test_a_key_used_for_another_order_is_refused(site: RunningSite, connector: HttpSiteConnector) -> None:
    number, key = shown(connector, site), new_id()
    connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")

    with pytest.raises(RefusedBySiteError) as refusal:
        connector.remove(site.address, key=key, listing_no=number, reason="ANOTHER")

    assert refusal.value.code == "SITE_KEY_REUSED"


def test_a_lost_answer_is_tried_again_and_has_one_effect(site: RunningSite, connector: HttpSiteConnector) -> None:
    number, key = shown(connector, site), new_id()
    site.switch(lose_answer=True, times=1)

    with pytest.raises(UnavailableSiteError, match="SITE_DROPPED"):
        connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")
    receipt = connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")

    assert receipt.status is SiteStatus.REMOVED
    assert site.effects(number) == ["SHOWN", "REMOVED"]


def test_an_order_taken_up_twice_has_one_effect(site: RunningSite, connector: HttpSiteConnector) -> None:
    number = shown(connector, site)
    site.switch(answer_twice=True)

    receipt = connector.remove(site.address, key=new_id(), listing_no=number, reason="REPAIRED")

    assert receipt.status is SiteStatus.REMOVED
    assert site.effects(number) == ["SHOWN", "REMOVED"]


def test_a_failing_site_is_unavailable_to_orders_and_to_the_look(
    site: RunningSite, connector: HttpSiteConnector
) -> None:
    number = shown(connector, site)
    site.switch(fail=True)

    with pytest.raises(UnavailableSiteError, match="SITE_FAULT"):
        connector.remove(site.address, key=new_id(), listing_no=number, reason="REPAIRED")
    with pytest.raises(UnavailableSiteError, match="SITE_FAULT"):
        connector.look(site.address, listing_no=number)
    assert site.effects(number) == ["SHOWN"]


def test_a_refusal_is_the_sites_own_word_and_uses_up_no_key(site: RunningSite, connector: HttpSiteConnector) -> None:
    number, key = shown(connector, site), new_id()
    site.switch(refuse=True, times=1)

    with pytest.raises(RefusedBySiteError) as refusal:
        connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")
    receipt = connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")

    assert refusal.value.code == "SITE_REFUSED"
    assert refusal.value.detail.startswith("REFUSED")
    assert receipt.status is SiteStatus.REMOVED


def test_a_site_slower_than_the_time_limit_is_unavailable(site: RunningSite, connector: HttpSiteConnector) -> None:
    number = shown(connector, site)
    site.switch(slow_seconds=6, times=1)

    with pytest.raises(UnavailableSiteError, match="SITE_TIMEOUT"):
        connector.remove(site.address, key=new_id(), listing_no=number, reason="REPAIRED")


def test_a_removed_listing_that_reappears_is_seen(site: RunningSite, connector: HttpSiteConnector) -> None:
    number = shown(connector, site)
    connector.remove(site.address, key=new_id(), listing_no=number, reason="REPAIRED")

    site.switch(reappear=number)

    assert connector.look(site.address, listing_no=number) is SiteStatus.SHOWN


def test_a_listing_that_the_site_never_had_is_refused(site: RunningSite, connector: HttpSiteConnector) -> None:
    with pytest.raises(RefusedBySiteError) as refusal:
        connector.remove(site.address, key=new_id(), listing_no=new_id(), reason="REPAIRED")

    assert refusal.value.code == "SITE_LISTING_UNKNOWN"


def test_a_listing_without_a_document_number_is_refused(site: RunningSite, connector: HttpSiteConnector) -> None:
    with pytest.raises(RefusedBySiteError) as refusal:
        connector.show(site.address, key=new_id(), listing=a_listing(document_no=""))

    assert (refusal.value.code, refusal.value.detail) == ("SITE_LISTING_INVALID", "INVALID: document_no")


@pytest.mark.parametrize("change", [{"secret": b"another secret, as long as that"}, {"code": "CREDIT_XX"}])
def test_a_wrong_secret_or_key_id_is_refused(
    site: RunningSite, connector: HttpSiteConnector, change: dict[str, str]
) -> None:
    wrong = replace(site.address, **change)

    with pytest.raises(RefusedBySiteError) as refusal:
        connector.show(wrong, key=new_id(), listing=a_listing())

    assert refusal.value.code == "SITE_SIGNATURE_REFUSED"


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_order_dated_outside_the_window_is_refused(site: RunningSite, client: httpx.Client, minutes: int) -> None:
    stale = HttpSiteConnector(client, lambda: datetime.now(UTC) + timedelta(minutes=minutes))

    with pytest.raises(RefusedBySiteError) as refusal:
        stale.show(site.address, key=new_id(), listing=a_listing())

    assert refusal.value.code == "SITE_SIGNATURE_REFUSED"


def test_a_killed_site_is_unreachable_and_knows_its_orders_after_a_restart(
    tmp_path: Path, connector: HttpSiteConnector
) -> None:
    with RunningSite(tmp_path) as site:
        number, key = shown(connector, site), new_id()
        first = connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED")
        site.kill()
        with pytest.raises(UnavailableSiteError, match=r"SITE_UNREACHABLE|SITE_DROPPED"):
            connector.look(site.address, listing_no=number)

        site.start()

        assert connector.look(site.address, listing_no=number) is SiteStatus.REMOVED
        assert connector.remove(site.address, key=key, listing_no=number, reason="REPAIRED") == first
        assert site.effects(number) == ["SHOWN", "REMOVED"]


def test_secrets_and_bodies_are_in_no_log(
    site: RunningSite, connector: HttpSiteConnector, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)

    connector.show(site.address, key=new_id(), listing=a_listing())

    assert "青禾" not in caplog.text
    assert SECRET.decode() not in caplog.text
    assert SECRET.decode() not in repr(connector)

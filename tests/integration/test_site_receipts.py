"""Receipts that a site pushes by itself, as the real demo site sends them."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from running_sites import CODE, SECRET, RunningSite, stranger

from workflow_app.adapters.sites import HttpSiteConnector, open_site_client
from workflow_app.adapters.sites_receipts import read_pushed_receipt
from workflow_app.domain.ids import new_id
from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, SiteStatus

LISTING = {"kind": "PENALTY", "subject_name": "张*烧烤店", "document_no": "〔2026〕044号"}


@pytest.mark.parametrize(("switch", "copies"), [({}, 1), ({"answer_twice": True}, 2)])
def test_a_receipt_is_pushed_signed_and_twice_when_so_switched(
    tmp_path: Path, switch: dict[str, bool], copies: int
) -> None:
    with stranger(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n") as (url, heard):
        with RunningSite(tmp_path, "--push-url", f"{url}/api/v1/sites/{CODE}/receipts") as site:
            site.switch(**switch)
            with open_site_client() as client:
                connector, number = HttpSiteConnector(client, lambda: datetime.now(UTC)), new_id()
                connector.show(site.address, key=new_id(), listing={**LISTING, "listing_no": number})
            for _time in range(1_200):
                if len(heard) >= copies:
                    break
                time.sleep(0.05)
        head, _, body = heard[0].partition(b"\r\n\r\n")

    headers = httpx.Headers(
        [(name, value) for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n")[1:])]
    )
    address = SiteAddress(CODE, site.url, SECRET)
    path, now = f"/api/v1/sites/{CODE}/receipts", datetime.now(UTC)
    pushed = read_pushed_receipt(address, path=path, headers=headers, body=body, now=now)

    assert len(heard) == copies
    assert (pushed.listing_no, pushed.receipt.status) == (number, SiteStatus.SHOWN)
    late = now + timedelta(minutes=6)
    for wrong in ({"path": "/other"}, {"body": body + b" "}, {"now": late}):
        with pytest.raises(RefusedBySiteError, match="SITE_SIGNATURE_REFUSED"):
            read_pushed_receipt(address, **{"path": path, "headers": headers, "body": body, "now": now, **wrong})

"""Receipts printed over HTTP."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from shared.forms.press import Press
from shared.forms.signature import Signature
from shared.local.signing_certificate import open_signing_certificate
from tests.intake.registry import Registry
from tests.intake.routes.test_dossiers import receive
from tests.support.certificates import MAKERS, Authority
from tests.support.people import Identity
from tests.support.printed import pages_of, scanned, text_of


async def test_a_receipt_is_printed_with_code_and_promised_date(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk", offices=("H62",))
    receipt = await receive(client, headers)
    answer = await client.get(f"/dossiers/{receipt['id']}/receipt.pdf", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'inline; filename="{receipt["code"]}.pdf"'
    text = text_of(answer.content)
    for words in (receipt["code"], "17 giờ 00 phút, ngày 10 tháng 3 năm 2026", "TRUNG TÂM HÀNH CHÍNH CÔNG TAM ĐẢO"):
        assert words in text
    assert set(scanned(answer.content).values()) == {receipt["code"]}


async def test_printing_again_by_code_gives_the_same_bytes_and_the_other_size_another_page(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    headers = identity.headers("officer", "clerk")
    receipt = await receive(client, headers)
    path = f"/dossiers/{receipt['code']}/receipt.pdf"
    first, again, large = [
        (await client.get(path, params={"paper": paper}, headers=headers)).content for paper in ("a5", "a5", "a4")
    ]
    assert first == again
    assert first != large
    assert pages_of(large) == 1


MAY = dict.fromkeys(("clerk", "officer", "leader", "registrar"), 200)
MAY_NOT = dict.fromkeys(("monitor", "operator", "administrator"), 403)


@pytest.mark.parametrize(("role", "status"), [*MAY.items(), *MAY_NOT.items()])
async def test_only_who_works_on_dossiers_prints(
    client: httpx2.AsyncClient, identity: Identity, role: str, status: int
) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    answer = await client.get(f"/dossiers/{receipt['id']}/receipt.pdf", headers=identity.headers(role))
    assert answer.status_code == status


async def test_out_of_reach_and_odd_sizes_are_refused(client: httpx2.AsyncClient, identity: Identity) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    path = f"/dossiers/{receipt['id']}/receipt.pdf"
    foreign = await client.get(path, headers=identity.headers("clerk", offices=("H26",)))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "dossier_not_found")
    odd = await client.get(path, params={"paper": "a3"}, headers=identity.headers("clerk"))
    assert (odd.status_code, odd.json()["code"]) == (422, "fields_not_valid")


async def test_what_a_book_brought_in_has_its_receipt_on_paper(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase
) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    async with database.transaction() as connection:
        await connection.execute("update intake.dossiers set origin = 'register' where code = $1", receipt["code"])
    answer = await client.get(f"/dossiers/{receipt['id']}/receipt.pdf", headers=identity.headers("clerk"))
    assert (answer.status_code, answer.json()["code"]) == (409, "receipt_made_on_paper")


async def test_with_a_certificate_receipts_are_signed_until_its_last_day(
    registry: Registry, identity: Identity, clock: SetClock, tmp_path: Path
) -> None:
    valid_from = datetime(2026, 1, 1, tzinfo=UTC)
    files = Authority.new().issue(MAKERS, tmp_path, valid_from, timedelta(days=90))
    app: FastAPI = registry.app
    app.state.press = Press(Signature(open_signing_certificate(*files, clock.now()), clock))
    receipt = await receive(registry.client, identity.headers("clerk"))
    path = f"/dossiers/{receipt['id']}/receipt.pdf"
    first, again = [await registry.client.get(path, headers=identity.headers("clerk")) for _ in range(2)]
    assert first.content == again.content
    assert b"/ETSI.CAdES.detached" in first.content
    assert f"Đã ký số: {MAKERS}" in text_of(first.content)
    clock.turn_to(valid_from + timedelta(days=91))
    late = await registry.client.get(path, headers=identity.headers("clerk"))
    assert (late.status_code, late.json()["code"]) == (503, "signing_certificate_expired")

"""The receipt with its slip: the QR leads to the tracker, the secret is printed; without one it prints as it did."""

from dataclasses import replace
from datetime import date

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.domain.tracking.proof import in_two_halves
from services.intake.forms.receipt_extras import ReceiptExtras, Slip
from services.intake.forms.receipt_sheet import receipt_sheet
from services.intake.vault.slips import slip_secret
from shared.db.database import BoundDatabase
from shared.forms.press import Press
from shared.forms.sheet import SheetSize
from tests.intake.conftest import furnish_town
from tests.intake.forms.made_up import CODE, NAMES, a_dossier
from tests.intake.routes.test_dossiers import receive
from tests.support.people import Identity
from tests.support.printed import pages_of, scanned, text_of

SLIP = Slip("https://tracuu.hoabinh.example.vn", "K7M2P9QX")


@pytest.mark.parametrize("size", SheetSize)
def test_the_qr_leads_to_the_tracker_and_the_bars_are_the_code(size: SheetSize) -> None:
    pdf = Press().set_sheet(receipt_sheet(a_dossier(), NAMES, ReceiptExtras(slip=SLIP)), size)
    assert pages_of(pdf) == 1
    link = f"https://tracuu.hoabinh.example.vn/tra-cuu?ma={CODE}#K7M2P9QX"
    assert scanned(pdf) == {"QR Code": link, "Code 128": CODE}
    text = text_of(pdf)
    assert "K7M2-P9QX" in text
    assert "tracuu.hoabinh.example.vn/tra-cuu" in text


def test_a_receipt_without_a_slip_says_nothing_of_one() -> None:
    pdf = Press().set_sheet(receipt_sheet(a_dossier(), NAMES), SheetSize.A5)
    assert scanned(pdf) == {"QR Code": CODE, "Code 128": CODE}
    assert "bí mật" not in text_of(pdf)


async def test_receipts_have_slips_from_the_day_on_which_the_office_began(
    registered: tuple[FastAPI, httpx2.AsyncClient], identity: Identity
) -> None:
    app, client = registered
    headers = identity.headers("clerk")
    code = (await receive(client, headers))["code"]
    path = f"/dossiers/{code}/receipt.pdf"
    before = (await client.get(path, headers=headers)).content
    station = app.state.station
    for begins, has_slip in ((None, True), (date(2026, 3, 5), True), (date(2026, 3, 6), False)):
        station.settings = replace(station.settings, tracker_url=SLIP.address, slips_from=begins)
        printed = (await client.get(path, headers=headers)).content
        secret = in_two_halves(slip_secret(app.state.counter.vault, code, date(2026, 3, 5)))
        assert (secret in text_of(printed)) == has_slip
        assert printed == (await client.get(path, headers=headers)).content
        assert has_slip or printed == before


@pytest.fixture
async def registered(database: BoundDatabase, intake, serve) -> tuple[FastAPI, httpx2.AsyncClient]:  # type: ignore[no-untyped-def]
    await furnish_town(database)
    app = intake(database)
    return app, serve(app)

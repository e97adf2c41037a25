"""Dossiers to be looked at, made through the services, and a desk one of whose services is dead."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx2
from playwright.async_api import Page

from services.desk.app import create_app
from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.local.ports import any_free
from tests.desk.conftest import Served
from tests.support.journeys import Dossier, Office, Person, receive
from tests.support.town import Town

HERE = Office("08911.2025")
OFFICER = Person(f"canbo.officer.{HERE.code}", "officer", HERE.code)  # as who signs in to the desk
PROCEDURE = "1.001612"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def a_dossier_at_work(town: Town) -> Dossier:
    """Taken up by OFFICER, with a scanned paper and a fee that is owed."""
    headers = town.headers("clerk", offices=(HERE.code,)) | {"Content-Type": "image/png"}
    url = f"{town.url('intake')}/scans"
    digest = town.client.post(url, params={"desk": HERE.code}, content=PICTURE, headers=headers).json()["digest"]
    papers = [{"name": "Giấy đề nghị đăng ký", "scan": digest}, {"name": "Bản sao căn cước", "form": "copy"}]
    dossier = receive(town, HERE.clerk, PROCEDURE, papers=papers, fees=[{"name": "Lệ phí", "amount": 100_000}])
    dossier.act(HERE.clerk, "hand-over")
    dossier.act(OFFICER, "take-up")
    return dossier


@asynccontextmanager
async def a_desk_without(service: str, settings: DeskSettings, *roles: Role) -> AsyncIterator[httpx2.AsyncClient]:
    """The same desk, where that service does not answer."""
    dead: dict[str, Any] = {f"{service}_url": f"http://127.0.0.1:{any_free()}"}
    async with a_desk(replace(settings, **dead), *roles) as client:
        yield client


@asynccontextmanager
async def a_desk(settings: DeskSettings, *roles: Role, **parts: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """A desk of its own, with a clock or services of its own, asked in the name of somebody with these roles."""
    app = create_app(settings, **parts)
    cookie = Served(settings.address, app).cookie(*roles, offices=[HERE.code])
    headers = {"Cookie": f"{cookie['name']}={cookie['value']}"}
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url=settings.address, headers=headers) as client:
        yield client
    await app.state.desk.services.close()


async def width_of(page: Page, image: str) -> int:
    """In pixels, once it is decoded; an image that does not load is refused."""
    look = "sought => { const it = document.querySelector(sought); return it.decode().then(() => it.naturalWidth); }"
    width: int = await page.evaluate(look, image)
    return width

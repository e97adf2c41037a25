"""Files that found no way into their dossier are opened here by those who work on it, and by nobody else."""

from typing import Any

import httpx2
import pytest

from tests.intake.scans import a_pdf
from tests.portal.inbound.portal_town import DESK, DOSSIER, SUPPLEMENT, PortalTown


async def get(town: PortalTown, path: str, role: str = "officer", *offices: str) -> httpx2.Response:
    headers = town.identity.headers(role, offices=offices or (DESK,))
    return await town.clients["portal"].get(path, headers=headers)


@pytest.fixture
async def dossier(town: PortalTown) -> str:
    """With a supplement whose file lies here."""
    await town.code("GuiHoSo", DOSSIER)
    id_ = await town.accept()
    for act in ("take-up", "supplement-request"):
        await town.act_on_dossier(id_, act, {"note": "Theo hồ sơ"})
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    return id_


async def kept(town: PortalTown, dossier: str) -> dict[str, Any]:
    lines = (await get(town, f"/dossiers/{dossier}/inbound")).json()
    assert [line["kind"] for line in lines] == ["supplement", "dossier"]
    line: dict[str, Any] = lines[0]
    return line


async def test_an_officer_opens_it_as_it_came(town: PortalTown, dossier: str) -> None:
    line = await kept(town, dossier)
    (file,) = line["kept"]
    answer = await get(town, f"/inbound/{line['id']}/papers/{file['number']}")
    assert (answer.status_code, answer.content) == (200, a_pdf(seed=2, padding=50))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


async def test_intake_writes_down_who_looked(town: PortalTown, dossier: str) -> None:
    line = await kept(town, dossier)
    await get(town, f"/inbound/{line['id']}/papers/1")
    async with town.databases["intake"].reading() as connection:
        seen = await connection.fetch("select subject, what from intake.views where dossier = $1::uuid", dossier)
    assert ("canbo.a", "dossier") in {(row["subject"], row["what"]) for row in seen}


async def test_other_offices_roles_and_files_find_nothing(town: PortalTown, dossier: str) -> None:
    path = f"/inbound/{(await kept(town, dossier))['id']}/papers/"
    assert (await get(town, path + "1", "officer", "H26")).json()["code"] == "dossier_not_found"
    assert (await get(town, f"/dossiers/{dossier}/inbound", "officer", "H26")).status_code == 404
    assert (await get(town, path + "1", "operator")).status_code == 403
    assert (await get(town, path + "2")).json()["code"] == "paper_not_kept"
    await town.erase(dossier)
    assert (await get(town, path + "1")).json()["code"] == "paper_not_kept"


async def test_what_is_about_no_dossier_is_nobodys(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER | {"MaDonVi": "000.00.77.H62"})
    path = f"/inbound/{(await town.only_inbound())['id']}/papers/1"
    assert (await get(town, path)).json()["code"] == "inbound_not_found"

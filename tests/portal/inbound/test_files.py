"""Files that a portal names by their address: fetched from listed hosts, as they are, and never at any price."""

from typing import Any

import pytest

from tests.portal.inbound.file_host import FileHost
from tests.portal.inbound.portal_town import DOSSIER, LATER, PortalTown


@pytest.fixture
def host(file_host: FileHost) -> FileHost:
    file_host.asked.clear()
    file_host.is_away = False
    return file_host


def named(address: str) -> dict[str, Any]:
    return DOSSIER | {"TaiLieuNop": [{"TenTepDinhKem": "to-khai.pdf", "DuongDanTaiTepTin": address}]}


async def scans(town: PortalTown) -> list[bool]:
    return [bool(paper["scan"]) for paper in (await town.only_filing())["papers"]]


async def test_a_file_at_a_listed_host_is_fetched(town: PortalTown, host: FileHost) -> None:
    assert await town.code("GuiHoSo", named(host.link("/good.pdf?sig=a"))) == "0"
    assert await scans(town) == [True]
    assert (await town.only_inbound())["reason"] is None


@pytest.mark.parametrize(
    ("path", "reason", "asked"),
    [
        ("/gone.pdf", "file_not_there", ["/gone.pdf"]),
        ("/moved", "file_not_there", ["/moved"]),
        ("/large.pdf", "file_too_large", ["/large.pdf"]),
    ],
)
async def test_a_file_that_cannot_be_had_does_not_keep_the_dossier_back(
    town: PortalTown, host: FileHost, path: str, reason: str, asked: list[str]
) -> None:
    assert await town.code("GuiHoSo", named(host.link(path))) == "0"
    assert await scans(town) == [False]
    assert (await town.only_inbound())["result"]["kept"] == [{"number": 1, "component": "", "reason": reason}]
    assert host.asked == asked


async def test_nothing_is_fetched_from_a_host_that_nobody_listed(town: PortalTown, host: FileHost) -> None:
    other = host.link("/good.pdf").replace("127.0.0.1", "localhost")
    await town.code("GuiHoSo", named(other))
    assert (await town.only_inbound())["result"]["kept"][0]["reason"] == "file_host_not_listed"
    assert host.asked == []


async def test_a_host_that_is_away_is_waited_for(town: PortalTown, host: FileHost) -> None:
    host.is_away = True
    assert await town.code("GuiHoSo", named(host.link("/good.pdf"))) == "0"
    row = await town.only_inbound()
    assert (row["state"], row["reason"]) == ("stored", "file_host_away")
    host.is_away = False
    await town.work_off(LATER)
    assert await scans(town) == [True]


async def test_and_after_five_tries_the_dossier_is_filed_without_it(town: PortalTown, host: FileHost) -> None:
    host.is_away = True
    await town.code("GuiHoSo", named(host.link("/good.pdf")))
    assert await town.work_off(*[LATER * 10] * 4) == 4
    assert await scans(town) == [False]
    assert len(host.asked) == 5
    row = await town.only_inbound()
    assert (row["state"], row["reason"]) == ("applied", "papers_kept_here")

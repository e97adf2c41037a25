"""Whatever is cut off between storing and settling: nothing is lost, nothing is done twice."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from uuid import UUID

import pytest

from services.portal.clients.services import Services
from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.usecases.take_inbound import take_inbound
from shared.contracts.terms import Level
from shared.db.database import Database, PooledDatabase
from shared.local.key_ring import add_key
from shared.web.service_client import ServiceClient
from tests.intake.conftest import THURSDAY, furnish_town
from tests.portal.inbound.conftest import MakeTown
from tests.portal.inbound.portal_town import CODE, COMPLETION, DOSSIER, LATER, SUPPLEMENT, WITHDRAWAL, PortalTown
from tests.processing.made_up import Log
from tests.support.engines import as_role

NOBODY = "http://127.0.0.1:9"


async def cut_off_before_it_was_settled(town: PortalTown) -> None:
    """The newest message as a process leaves it that dies between the act and the settling."""
    newest = (await town.inbound())[-1]["id"]
    async with town.databases["portal"].transaction() as connection:
        await connection.execute(
            "update portal.inbound set state = 'stored', filing = null, dossier = null, settled_at = null,"
            " reason = null, result = '{}', leased_until = received_at + interval '1 minute' where id = $1",
            newest,
        )


async def test_a_dossier_is_filed_once(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await cut_off_before_it_was_settled(town)
    assert await town.work_off() == 0  # its lease holds still
    assert await town.code("GuiHoSo", DOSSIER) == "1"
    assert await town.work_off(LATER) == 1
    filing = await town.only_filing()
    row = await town.only_inbound()
    assert (row["state"], str(row["filing"]), row["tries"]) == ("applied", filing["id"], 2)


async def test_a_dossier_whose_files_changed_meanwhile_is_still_the_same(town: PortalTown) -> None:
    """Its first try could fetch a file that is gone at the second."""
    await town.code("GuiHoSo", DOSSIER)
    filing = await town.only_filing()
    await cut_off_before_it_was_settled(town)
    async with town.databases["intake"].transaction() as connection:
        await connection.execute("update intake.filings set digest = '\\x00'::bytea")
    await town.work_off(LATER)
    assert str((await town.only_inbound())["filing"]) == filing["id"]


async def test_a_filing_is_completed_once(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await town.act_on_filing("request-completion", COMPLETION)
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    await cut_off_before_it_was_settled(town)
    await town.work_off(LATER)
    assert len((await town.only_filing())["papers"]) == 2
    assert (await town.inbound())[-1]["result"]["step"] == "complete"


async def test_a_supplement_restarts_the_term_once(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    dossier = await town.accept()
    for act in ("take-up", "supplement-request"):
        await town.act_on_dossier(dossier, act, {"note": "Theo hồ sơ"})
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    await cut_off_before_it_was_settled(town)
    await town.work_off(LATER)
    assert [act["act"] for act in (await town.dossier(dossier))["history"]].count("supplement_received") == 1
    assert (await town.inbound())[-1]["state"] == "applied"


@pytest.mark.parametrize("is_accepted", [False, True])
async def test_a_withdrawal_is_asked_once(town: PortalTown, *, is_accepted: bool) -> None:
    await town.code("GuiHoSo", DOSSIER)
    if is_accepted:
        await town.accept()
    await town.code("GuiYeuCauRutHoSo", WITHDRAWAL)
    await cut_off_before_it_was_settled(town)
    await town.work_off(LATER)
    assert [row["state"] for row in await town.inbound()] == ["applied", "applied"]


async def test_while_a_service_is_away_the_portal_is_told_received_and_the_waits_grow(town: PortalTown) -> None:
    away = Services(
        town.door.services.credential,
        ServiceClient("intake", NOBODY),
        ServiceClient("processing", NOBODY),
        ServiceClient("stats", NOBODY),
    )
    door = replace(town.door, services=away)
    raw = town.body("GuiHoSo", DOSSIER)
    arrived = await take_inbound(door, town.connection, raw)
    assert (arrived.state, arrived.is_new) == (InboundState.STORED, True)
    row = await town.only_inbound()
    assert (row["reason"], row["next_at"] - row["received_at"]) == ("intake_away", town.connection.first_wait)
    await town.work_off(LATER)
    assert (await town.only_filing())["source_code"] == CODE
    await away.close()


async def test_a_message_that_was_stored_and_never_read_is_applied(town: PortalTown) -> None:
    raw, id_ = town.body("GuiHoSo", DOSSIER), UUID("01890000-0000-7000-8000-00000000c0de")
    async with town.door.works.begin() as work:
        sealed = town.door.safe.seal(raw, id_)
        await work.inbound.store(id_, "dvcqg", sealed, town.door.safe.marks(raw), work.now, work.now)
    assert await town.code("GuiHoSo", DOSSIER) == "1"
    await town.work_off()
    assert (await town.only_inbound())["state"] == "applied"


async def test_a_damaged_message_does_not_keep_the_others_back(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await cut_off_before_it_was_settled(town)
    async with town.databases["portal"].transaction() as connection:
        await connection.execute("update portal.inbound set raw = set_byte(raw, 40, 255 - get_byte(raw, 40))")
    await town.code("GuiYeuCauRutHoSo", WITHDRAWAL | {"MaHoSo": "G22.99-260305-0000008"})
    assert await town.work_off(LATER) == 2
    damaged, other = await town.inbound()
    assert (damaged["state"], damaged["reason"], other["tries"]) == ("stored", "sealed_value_changed", 2)


async def test_a_rotation_of_keys_seals_anew_and_a_repeat_is_still_known(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    ring = town.apps["portal"].state.station.settings.key_ring
    add_key(ring, THURSDAY.date())
    await town.tidy()
    row = await town.only_inbound()
    assert row["raw"][2] == town.door.safe.current
    assert town.door.safe.open(row["raw"], row["id"]) == town.body("GuiHoSo", DOSSIER)
    assert await town.code("GuiHoSo", DOSSIER) == "1"
    assert await town.code("GuiHoSo", dict(reversed(DOSSIER.items()))) == "1"


async def test_what_was_applied_whole_is_emptied_after_thirty_days(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await town.code("GuiBoSungHoSo", SUPPLEMENT)  # waits for a person
    await town.tidy()
    assert all(row["raw"] for row in await town.inbound())
    await town.tidy(days=31)
    assert [bool(row["raw"]) for row in await town.inbound()] == [False, True]
    assert await town.code("GuiHoSo", DOSSIER) == "1"


async def test_whom_intake_erases_is_not_kept_here(town: PortalTown) -> None:
    await town.code("GuiHoSo", DOSSIER)
    await town.code("GuiBoSungHoSo", SUPPLEMENT)
    dossier = await town.accept()
    await town.erase(dossier)
    assert [(row["raw"], row["state"]) for row in await town.inbound()] == [(None, "applied"), (None, "refused")]


async def test_deliveries_in_the_same_moment_file_one_dossier(fresh_url: str, make_town: MakeTown) -> None:
    async with AsyncExitStack() as opened:
        databases: dict[str, Database] = {}
        for name in ("intake", "processing", "portal"):
            pool = await PooledDatabase.open(as_role(fresh_url, name), size=4)
            opened.push_async_callback(pool.close)
            databases[name] = pool
        await furnish_town(databases["intake"])
        town = make_town(databases)
        await town.apply("processing", [Log(THURSDAY).office("VN", level=Level.NATION)])
        await town.carry()
        await town.map_agencies()
        again = dict(reversed(DOSSIER.items()))
        codes = await asyncio.gather(*(town.code("GuiHoSo", each) for each in (DOSSIER, again, DOSSIER, again)))
        assert sorted(codes) == ["0", "1", "1", "1"]
        assert len(await town.filings()) == 1
        assert (await town.only_inbound())["received"] == 4

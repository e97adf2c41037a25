"""A registrar with books: hands one in, has it worked off, reads what became of it."""

from typing import Any

import httpx2
from fastapi import FastAPI

from services.intake.jobs.register_books import work_off_all
from services.intake.repository.registers.books import Books
from services.intake.vault.vault import Vault
from shared.contracts.envelope import Fact, read_fact
from shared.db.database import Database
from shared.web.station import Station
from tests.intake.books import a_book
from tests.support.people import Identity


class Registry:
    """The client, the app's station and the registrar's token."""

    def __init__(self, database: Database, app: FastAPI, client: httpx2.AsyncClient, identity: Identity) -> None:
        self.database = database
        self.app = app
        self.station: Station = app.state.station
        self.client = client
        self.headers = {**identity.headers("registrar", "clerk"), "Content-Type": "application/octet-stream"}

    async def hand_in(self, book: bytes, *, commit: bool = True, office: str = "H62.19") -> str:
        params = {"office": office, "commit": str(commit).lower(), "file_name": "so.xlsx"}
        answer = await self.client.post("/register-imports", params=params, content=book, headers=self.headers)
        assert answer.status_code == 202, answer.text
        assert answer.json()["state"] == "waiting"
        return str(answer.json()["id"])

    async def work_off(self) -> None:
        books, vault = Books(self.station.settings.files), Vault(self.station.settings.key_ring)
        await work_off_all(self.database, self.station.clock, books, vault, lambda: None)

    async def follow(self, id_: str) -> dict[str, Any]:
        document: dict[str, Any] = (await self.client.get(f"/register-imports/{id_}", headers=self.headers)).json()
        return document

    async def take(self, rows: list[list[Any]], **more: Any) -> dict[str, Any]:
        return await self.take_book(a_book(rows), **more)

    async def take_book(self, book: bytes, **more: Any) -> dict[str, Any]:
        id_ = await self.hand_in(book, **more)
        await self.work_off()
        return await self.follow(id_)

    async def rejects(self, id_: str) -> httpx2.Response:
        return await self.client.get(f"/register-imports/{id_}/rejects.xlsx", headers=self.headers)

    async def facts(self) -> list[Fact]:
        async with self.database.reading() as connection:
            rows = await connection.fetch("select canon from intake.facts where stream like 'dossier:%' order by gid")
        return [read_fact(row["canon"]) for row in rows]


def counts(job: dict[str, Any]) -> tuple[str, int, int, int, int]:
    return job["state"], job["rows"], job["imported"], job["unchanged"], len(job["rejected"])

"""A counter that hears of processing's acts, and carriers whose other ends are real servers on loopback."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from services.intake.subscriptions import listening_to_processing
from shared.clock import SetClock
from shared.contracts.envelope import Fact
from shared.contracts.processing import SOURCE
from shared.db.database import Database
from shared.local.ports import LOOPBACK
from shared.messaging.consumer import Consumer
from shared.messaging.inbox import Inbox
from shared.messaging.lines import Entry
from shared.notify.delivery import Delivery
from shared.notify.gateway import Gateway, GatewayCarrier
from shared.notify.message import Medium
from shared.notify.notify_settings import Practice
from shared.notify.smtp import SmtpCarrier, SmtpServer
from tests.intake.privacy.made_up import receive
from tests.intake.standings import a_standing, acted
from tests.support.mailbox import Mailbox, a_mailbox
from tests.support.message_gateway import Calls, a_gateway
from tests.support.people import Identity

PRACTICE = Practice(tracker="https://tracuu.example.vn")


@dataclass
class House:
    """The counter's consumer of processing's facts and its delivery, over one database, with the servers they reach."""

    database: Database
    clock: SetClock
    client: httpx2.AsyncClient
    identity: Identity
    delivery: Delivery
    mailbox: Mailbox
    gateway: Calls
    position: int = 0

    def __post_init__(self) -> None:
        apply = listening_to_processing(self.clock, PRACTICE).apply
        self.consumer = Consumer(self.database, Inbox("intake", SOURCE), None, apply)  # type: ignore[arg-type]

    async def receive(self, *notify_by: str, **changes: Any) -> dict[str, Any]:
        return await receive(self.client, self.identity.headers("clerk"), notify_by=list(notify_by), **changes)

    async def hear(self, *facts: Fact) -> None:
        entries = [Entry(self.position + n, fact.canonical()) for n, fact in enumerate(facts, start=1)]
        self.position += len(entries)
        assert await self.consumer.take(entries)

    async def send(self, *, after: timedelta = PRACTICE.delay) -> None:
        """When what was queued has waited long enough."""
        self.clock.turn_to(self.clock.now() + after)
        for medium in Medium:
            while await self.delivery.deliver_due(medium):
                pass

    async def log(self, *roles: str, **params: Any) -> list[dict[str, Any]]:
        headers = self.identity.headers(*(roles or ("leader",)))
        answer = await self.client.get("/messages", params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def states(self) -> list[tuple[str, str, str]]:
        """Kind, medium and state of all messages, oldest first."""
        return sorted((line["kind"], line["medium"], line["state"]) for line in await self.log())


def act(receipt: dict[str, Any], version: int, name: str, state: str = "in_process", **changes: Any) -> Fact:
    return acted(a_standing(receipt["id"], version, state, code=receipt["code"], **changes), name)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with a_mailbox() as box:
        yield box


@pytest.fixture
def gateway() -> Iterator[Calls]:
    with a_gateway() as calls:
        yield calls


@pytest.fixture
async def house(
    database: Database,
    clock: SetClock,
    client: httpx2.AsyncClient,
    identity: Identity,
    mailbox: Mailbox,
    gateway: Calls,
    tmp_path: Path,
) -> AsyncIterator[House]:
    secret = tmp_path / "bi-mat"
    secret.write_text("bi-mat")
    short = Gateway(gateway.url, secret)
    carriers = {
        Medium.EMAIL: SmtpCarrier(SmtpServer(LOOPBACK, mailbox.port, False, "Một cửa <motcua@example.gov.vn>"), clock),
        Medium.SMS: GatewayCarrier(short),
        Medium.ZALO: GatewayCarrier(short),
    }
    delivery = Delivery(lambda: database, "intake", carriers, clock, PRACTICE.oldest)
    yield House(database, clock, client, identity, delivery, mailbox, gateway)
    for carrier in carriers.values():
        await carrier.close()

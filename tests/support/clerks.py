"""Clerks and officers who never give up, in a process of their own: every act is repeated until it is answered.

    python -m tests.support.clerks SPEC.json   →   a history, one JSON line an act: {"act", "key", "answer", "tries"}

SPEC: home, intake, processing, desks, procedure, clerks, seconds, seed. A dossier is sent under one key until
an answer comes; some are sent twice on purpose; about half are then finished and returned.
"""

import asyncio
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import httpx2

from shared.local.home import Home
from shared.local.identity import issue_token

GIVE_UP_SECONDS = 90.0


class Clerk:
    """One person at one desk."""

    def __init__(self, spec: dict[str, Any], number: int) -> None:
        self.spec = spec
        self.number = number
        self.chance = random.Random(f"{spec['seed']}-{number}")
        self.client = httpx2.AsyncClient(timeout=5)
        self.history: list[dict[str, Any]] = []

    def headers(self, **more: str) -> dict[str, str]:
        home = Home(Path(self.spec["home"]))
        token = issue_token(home, f"canbo.{self.number}", roles=["clerk", "officer"], offices=["VN"])
        return {"Authorization": f"Bearer {token}", **more}

    async def insist(self, method: str, url: str, **more: Any) -> tuple[httpx2.Response, int]:
        """The first answer that is not a 5xx; a broken connection or a 503 means: again."""
        end = time.monotonic() + GIVE_UP_SECONDS
        tries = 0
        while True:
            tries += 1
            try:
                answer = await self.client.request(method, url, **more)
                if answer.status_code < 500:
                    return answer, tries
            except httpx2.TransportError:
                pass
            assert time.monotonic() < end, f"{method} {url} was never answered"
            await asyncio.sleep(0.05)

    async def work(self, end: float) -> None:
        count = 0
        while time.monotonic() < end:
            count += 1
            received = await self.receive(f"{self.spec['seed']}-{self.number}-{count}")
            if received and self.chance.random() < 0.5:
                await self.finish(received)
        await self.client.aclose()

    async def receive(self, key: str) -> dict[str, Any] | None:
        body = {
            "desk": self.chance.choice(self.spec["desks"]),
            "procedure": self.spec["procedure"],
            "channel": self.chance.choice(["direct", "online", "post"]),
            "applicant": {"kind": "citizen", "name": f"Nguyễn Văn Mẫu {self.number}"},
        }
        url = f"{self.spec['intake']}/dossiers"
        headers = self.headers(**{"Idempotency-Key": key})
        answer, tries = await self.insist("POST", url, json=body, headers=headers)
        if self.chance.random() < 0.1:
            answer, _ = await self.insist("POST", url, json=body, headers=headers)
        document = answer.json()
        self.note("receive", key, answer.status_code, tries, document.get("code"))
        return document if answer.status_code == 201 else None

    async def finish(self, received: dict[str, Any]) -> None:
        """Finish, then return; a conflict after a lost answer means that it had been done."""
        url = f"{self.spec['processing']}/dossiers/{received['id']}"
        for act, body in (("finish", {}), ("return", {"way": "counter"})):
            dossier = await self.opened(url)
            headers = self.headers(**{"If-Match": dossier.headers["etag"]})
            answer, tries = await self.insist("POST", f"{url}/{act}", json=body, headers=headers)
            self.note(act, received["code"], answer.status_code, tries, answer.json().get("code"))

    async def opened(self, url: str) -> httpx2.Response:
        """Processing opens a dossier when it hears of it."""
        end = time.monotonic() + GIVE_UP_SECONDS
        while True:
            answer, _ = await self.insist("GET", url, headers=self.headers())
            if answer.status_code == 200:
                return answer
            assert time.monotonic() < end, f"{url} was never opened: {answer.status_code}"
            await asyncio.sleep(0.05)

    def note(self, act: str, key: str, status: int, tries: int, code: str | None) -> None:
        self.history.append({"act": act, "key": key, "status": status, "tries": tries, "code": code})


async def main(spec: dict[str, Any]) -> None:
    clerks = [Clerk(spec, number) for number in range(spec["clerks"])]
    end = time.monotonic() + spec["seconds"]
    await asyncio.gather(*(clerk.work(end) for clerk in clerks))
    for clerk in clerks:
        for act in clerk.history:
            print(json.dumps(act))


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text())))

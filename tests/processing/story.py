"""One dossier's life over HTTP, told act by act with the time of each."""

from typing import Any

from shared.clock import SetClock
from tests.processing.made_up import local

REASON = {"note": "Theo hồ sơ"}


class Story:
    """One dossier, acts one after the other at the times the test says."""

    def __init__(self, desk: Any, clock: SetClock, id: str) -> None:
        self.desk, self.clock, self.id, self.version = desk, clock, id, 1

    async def do(self, act: str, at: str, role: str = "leader", body: Any = None, **caller: Any) -> dict[str, Any]:
        """Done, or the test fails."""
        answer = await self.ask(act, at, role, body, **caller)
        assert answer.status_code == 200, answer.text
        self.version += 1
        told: dict[str, Any] = answer.json()
        assert told["version"] == self.version
        return told

    async def ask(self, act: str, at: str, role: str = "leader", body: Any = None, **caller: Any) -> Any:
        self.clock.turn_to(local(at))
        return await self.desk.act(self.id, act, self.version, role, body=REASON if body is None else body, **caller)

    async def refused(
        self, act: str, at: str, role: str = "leader", body: Any = None, **caller: Any
    ) -> tuple[int, str]:
        answer = await self.ask(act, at, role, body, **caller)
        return answer.status_code, answer.json()["code"]

    async def read(self) -> dict[str, Any]:
        told: dict[str, Any] = (await self.desk.get(f"/dossiers/{self.id}")).json()
        return told

    async def due_on(self) -> str:
        return str((await self.read())["due"]["due_on"])

    async def allowed(self, act: str, at: str | None = None) -> dict[str, Any]:
        if at:
            self.clock.turn_to(local(at))
        return next(each for each in (await self.read())["allowed_acts"] if each["act"] == act)

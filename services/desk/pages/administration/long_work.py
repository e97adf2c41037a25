"""Work of a service that takes minutes, begun from a page that is looked at again until it is done."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.desk.dependencies import Visit
from shared.errors import Refusal


@dataclass(frozen=True, slots=True)
class LongWork:
    """Of this process: it is kept in the app's state by whoever began it."""

    begun_at: datetime
    by: str
    task: asyncio.Task[dict[str, Any]]

    @classmethod
    def begin(cls, visit: Visit, work: Coroutine[Any, Any, dict[str, Any]]) -> "LongWork":
        task = asyncio.create_task(work)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # a refusal is told on the page
        return cls(visit.desk.clock.now(), visit.person.subject, task)

    @property
    def is_open(self) -> bool:
        return not self.task.done()

    @property
    def found(self) -> Mapping[str, Any] | None:
        """None while it goes on and where it was refused."""
        well = self.task.done() and not self.task.cancelled() and self.task.exception() is None
        return self.task.result() if well else None

    @property
    def refusal(self) -> str:
        fault = self.task.exception() if self.task.done() and not self.task.cancelled() else None
        return fault.message if isinstance(fault, Refusal) else ""

"""Applies a parked fact again, with everything parked behind it in the same stream, oldest first."""

from collections.abc import Awaitable, Callable, Sequence

from shared.contracts.envelope import Fact
from shared.db.database import Connection
from shared.messaging.inbox import Inbox

Apply = Callable[[Connection, Sequence[Fact]], Awaitable[None]]


async def replay_parked(connection: Connection, inbox: Inbox, apply: Apply, position: int) -> int:
    """How many facts left the parking; a refusal leaves all of the stream parked and is passed on."""
    await inbox.locked_position(connection)
    entries = await inbox.parked_stream(connection, position)
    for entry in entries:
        await apply(connection, [entry.read()])
        await inbox.release(connection, entry.position)
    return len(entries)

"""Reads a source's log again from its beginning, up to where the yearbook has read it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence

from shared.contracts.envelope import Fact
from shared.errors import Conflict
from shared.messaging.lines import read_run

ReadRun = Callable[[str, int], Awaitable[bytes]]


async def read_log(
    read_run_after: ReadRun, source: str, after: int, until: int, without: Collection[int]
) -> AsyncIterator[Sequence[Fact]]:
    """Runs of facts at positions after `after` up to `until`, but for those in `without` (parked).

    Refuses a log that ends before `until`: the yearbook has counted facts that are no longer there.
    """
    while after < until:
        entries = read_run(await read_run_after(source, after))
        if not entries:
            raise Conflict("log_incomplete", f"Sổ bản tin của {source} chỉ còn đến vị trí {after}, thiếu đến {until}")
        yield [entry.read() for entry in entries if entry.position <= until and entry.position not in without]
        after = entries[-1].position

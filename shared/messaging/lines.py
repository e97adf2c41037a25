"""How a run of facts is written on the bus: one line a fact, `position leaf canonical`, the leaf checked on reading."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.contracts.envelope import Fact, leaf_hash, read_fact
from shared.errors import Invalid

RUN_FACTS = 200
RUN_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact at its place in its service's log."""

    position: int
    canon: bytes

    def read(self) -> Fact:
        return read_fact(self.canon)


def write_run(rows: Iterable[tuple[int, bytes, bytes]]) -> tuple[bytes, int]:
    """The lines of as many (position, leaf, canon) rows as one message takes, and the last position in it."""
    lines: list[bytes] = []
    size = last = 0
    for position, leaf, canon in rows:
        line = b"%d %s %s" % (position, leaf.hex().encode(), canon)
        if lines and (size + len(line) > RUN_BYTES or len(lines) == RUN_FACTS):
            break
        lines.append(line)
        size += len(line) + 1
        last = position
    return b"\n".join(lines), last


def read_run(payload: bytes) -> list[Entry]:
    """Entries of a message; refuses a line whose leaf hash is not that of its bytes (a flipped bit on the way)."""
    return [_read_line(line) for line in payload.split(b"\n") if line]


def _read_line(line: bytes) -> Entry:
    try:
        position, leaf, canon = line.split(b" ", 2)
        number = int(position)
        damaged = bytes.fromhex(leaf.decode("ascii")) != leaf_hash(canon)
    except ValueError as unreadable:
        raise Invalid("run_unreadable", "Gói bản tin hỏng trên đường truyền") from unreadable
    if damaged:
        raise Invalid("leaf_mismatch", "Bản tin không khớp mã băm của nó")
    return Entry(number, canon)

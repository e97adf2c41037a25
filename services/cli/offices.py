"""The services that `motcua up` runs: the one list of them, with their ports and how each is started."""

import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]  # where pyproject.toml ([tool.alembic]) lies


@dataclass(frozen=True)
class Office:
    """One service as a program of its own."""

    name: str
    title: str
    port: int
    command: tuple[str, ...]

    @property
    def role(self) -> str:
        """Its database login, made by the migrations."""
        return f"motcua_{self.name}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def office(name: str, title: str, port: int) -> Office:
    return Office(name, title, port, (sys.executable, "-m", f"services.{name}"))


# in the order of starting; they are stopped the other way round
OFFICES = (
    office("intake", "Tiếp nhận", 8001),
    office("processing", "Thụ lý", 8002),
    office("stats", "Thống kê", 8003),
)
MIGRATE = (sys.executable, "-m", "alembic", "upgrade", "head")
HEADS = (sys.executable, "-m", "alembic", "current", "--check-heads")
LOAD_REFERENCE = (sys.executable, "-m", "services.intake", "load-reference")

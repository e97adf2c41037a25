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
    is_screen: bool = False

    @property
    def role(self) -> str | None:
        """Its database login, made by the migrations; a screen has none, it asks the services."""
        return None if self.is_screen else f"motcua_{self.name}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def office(name: str, title: str, port: int, *, is_screen: bool = False) -> Office:
    return Office(name, title, port, (sys.executable, "-m", f"services.{name}"), is_screen)


# in the order of starting; they are stopped the other way round
OFFICES = (
    office("intake", "Tiếp nhận", 8001),
    office("processing", "Thụ lý", 8002),
    office("stats", "Thống kê", 8003),
    office("portal", "Cổng quốc gia", 8004),
    office("desk", "Một cửa", 8000, is_screen=True),
    office("tracker", "Tra cứu", 8005, is_screen=True),
)
MIGRATE = (sys.executable, "-m", "alembic", "upgrade", "head")
HEADS = (sys.executable, "-m", "alembic", "current", "--check-heads")
LOAD_REFERENCE = (sys.executable, "-m", "services.intake", "load-reference")

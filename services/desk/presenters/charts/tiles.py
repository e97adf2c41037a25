"""A map of tiles: units laid out in rows as they lie from north to south, each row from west to east."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from services.desk.presenters.written import share

TILE, TALL = 96, 40
_MOST_ACROSS = 8
# Shares of late dossiers: none, to 2, to 5, to 10 %, beyond.
_BOUNDS = (0, 2, 5, 10)
TOO_FEW = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """What a tile tells. `place` is latitude and longitude; `resolved` None where nothing came in at all."""

    code: str
    name: str
    late: int
    resolved: int | None
    place: tuple[float, float] | None
    href: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit in its place; `kind` is its class: 0 to 4, `few` or `none`."""

    unit: Unit
    x: int
    y: int
    short: str
    figure: str
    kind: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """A whole map; `is_by_place` where units stand as they lie, else they stand by name."""

    tiles: Sequence[Tile]
    width: int
    height: int
    is_by_place: bool


def tile_map(units: Sequence[Unit], order: Mapping[str, int]) -> TileMap:
    """`order` is each unit's place by name, used where it is not known where they lie."""
    across = min(_MOST_ACROSS, max(1, ceil((len(units) * 1.2) ** 0.5)))
    placed = bool(units) and all(unit.place for unit in units)
    by_name = sorted(units, key=lambda unit: order[unit.code])
    rows = _by_place(units, across) if placed else [by_name[n : n + across] for n in range(0, len(by_name), across)]
    tiles = [
        Tile(unit, x * TILE, y * TALL, short_name(unit.name), figure_of(unit), kind_of(unit))
        for y, row in enumerate(rows)
        for x, unit in enumerate(row)
    ]
    return TileMap(tiles, across * TILE, len(rows) * TALL, placed)


def _by_place(units: Sequence[Unit], across: int) -> list[list[Unit]]:
    def latitude(unit: Unit) -> float:
        return unit.place[0] if unit.place else 0.0

    def longitude(unit: Unit) -> float:
        return unit.place[1] if unit.place else 0.0

    southward = sorted(units, key=latitude, reverse=True)
    return [sorted(southward[n : n + across], key=longitude) for n in range(0, len(southward), across)]


def kind_of(unit: Unit) -> str:
    if unit.resolved is None:
        return "none"
    if unit.resolved < TOO_FEW:
        return "few"
    return str(sum(100 * unit.late > bound * unit.resolved for bound in _BOUNDS))


def figure_of(unit: Unit) -> str:
    """The share of late ones as printed; few are told by their numbers."""
    return "–" if unit.resolved is None else share(unit.late, unit.resolved)


def short_name(name: str) -> str:
    """Fits a tile: `Xã Tam Quan` stands as `Tam Quan`."""
    for kind in ("Thành phố ", "Thị trấn ", "Thị xã ", "Phường ", "Quận ", "Huyện ", "Tỉnh ", "Xã "):
        if name.startswith(kind):
            name = name.removeprefix(kind)
            break
    return name if len(name) <= 13 else f"{name[:12].rstrip()}…"

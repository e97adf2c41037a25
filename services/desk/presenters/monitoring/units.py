"""The tiles of the map: each unit directly below with its share of late dossiers, and those that told nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.desk.clients.monitoring import Names
from services.desk.presenters.charts.tiles import TileMap, Unit, tile_map
from services.desk.presenters.monitoring.parts import has_data
from services.desk.presenters.monitoring.view import View
from shared.text import fold


def map_of(view: View, parts: Sequence[Mapping[str, Any]], names: Names) -> TileMap:
    below = [part for part in parts if not part["is_own"]]
    by_name = sorted(below, key=lambda part: (fold(part["name"]), part["key"]))
    return tile_map([_unit(view, part, names) for part in below], {part["key"]: n for n, part in enumerate(by_name)})


def silent_of(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Units without a single dossier in the period: their figures are missing, not zero. Their tiles lead to them."""
    return [part["name"] for part in parts if not part["is_own"] and not has_data(part["figures"])]


def _unit(view: View, part: Mapping[str, Any], names: Names) -> Unit:
    figures = part["figures"]
    resolved = figures["resolved"] if has_data(figures) else None
    href = view.of_office(part["key"]).address()
    return Unit(part["key"], part["name"], figures["late"], resolved, names.place(part["key"]), href)

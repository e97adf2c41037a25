"""An official form on the screen: its heading with all its floors, its lines, and whether it adds up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from services.desk.presenters.monitoring.view import View
from services.desk.texts import _

Told = Mapping[str, Any]
_ROWS = {"cap-linh-vuc": ("level", "field"), "cap": ("level",), "linh-vuc": ("field",), "don-vi": ("office",)}


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of the head; `id` is what cells below point to."""

    id: str
    text: str
    across: int
    down: int
    above: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the list behind it; `headers` are the ids of what stands above and before it."""

    count: int | None
    href: str
    headers: str


@dataclass(frozen=True, slots=True)
class Line:
    """`depth` 0 is the total, 1 a part, 2 a part of a part."""

    id: str
    number: str
    title: str
    depth: int
    cells: Sequence[Cell]
    breaks: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One identity of the form."""

    text: str
    holds: bool


def rows_asked(name: str | None) -> Sequence[str]:
    return _ROWS.get(name or "cap-linh-vuc", _ROWS["cap-linh-vuc"])


def head_of(columns: Sequence[Told]) -> list[list[Heading]]:
    """Floors from above; neighbours under the same heading share it."""
    floors = max(len(column["under"]) for column in columns) + 1
    rows: list[list[Heading]] = [[] for _floor in range(floors)]
    for place, column in enumerate(columns):
        path = tuple(column["under"])
        for floor in range(len(path)):
            _share(rows[floor], columns, place, path[: floor + 1], floor)
        rows[len(path)].append(
            Heading(f"c{column['number']}", column["name"], 1, floors - len(path), _ids(path, columns, place))
        )
    return rows


def _share(row: list[Heading], columns: Sequence[Told], place: int, path: tuple[str, ...], floor: int) -> None:
    if place and tuple(columns[place - 1]["under"])[: floor + 1] == path:
        return
    across = 0
    while place + across < len(columns) and tuple(columns[place + across]["under"])[: floor + 1] == path:
        across += 1
    row.append(Heading(f"h{floor}-{place}", path[-1], across, 1))


def _ids(path: tuple[str, ...], columns: Sequence[Told], place: int) -> str:
    """Of the headings above a column."""
    ids = []
    for floor in range(len(path)):
        first = place
        while first and tuple(columns[first - 1]["under"])[: floor + 1] == path[: floor + 1]:
            first -= 1
        ids.append(f"h{floor}-{first}")
    return " ".join(ids)


def lines_of(view: View, report: Told) -> list[Line]:
    columns = report["form"]["columns"]
    above = {column["number"]: _ids(tuple(column["under"]), columns, n) for n, column in enumerate(columns)}
    return list(_walk(view, columns, above, [report["total"], *report["lines"]], "", 0))


def _walk(
    view: View, columns: Sequence[Told], above: Mapping[int, str], lines: Sequence[Told], number: str, depth: int
) -> Iterator[Line]:
    counted = 0
    for line in lines:
        is_total = line["of"] == "total"
        counted += not is_total
        mine = "" if is_total else f"{number}{counted}"
        id_ = f"d{mine or 'tong'}".replace(".", "-")
        cells = [
            _cell(view, line, column, f"{id_} {above[column['number']]} c{column['number']}") for column in columns
        ]
        level = 0 if is_total else depth + 1
        yield Line(id_, mine, line["title"], level, cells, any(line["asides"].values()))
        yield from _walk(view, columns, above, line["below"], f"{mine}.", depth + 1)


def _cell(view: View, line: Told, column: Told, headers: str) -> Cell:
    count = line["cells"][str(column["number"])]
    link = line["dossiers"]
    if not count or not link:
        return Cell(count, "", headers)
    inside = view_of(view, link)
    own = "1" if line["is_own"] else None
    sums = [each for each in column["sums"] if not each.startswith("-")]
    return Cell(count, inside.dossiers(".".join(sums), rieng=own), headers)


def view_of(view: View, link: str) -> View:
    """The view that a link of stats asks for."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    only = {name: asked.get(name) for name in ("level", "field", "procedure", "channel")}
    return replace(view.of_office(asked["office"]), **only)  # type: ignore[arg-type]


def checks_of(report: Told) -> list[Check]:
    return [_check(each) for each in report["checks"]]


def _check(check: Told) -> Check:
    columns = re.sub(r" \+ [a-z_]+", "", check["name"])
    left, right, asides = check["left"], check["right"], check["asides"]
    if check["holds_in_columns"]:
        return Check(f"{columns}: {left} = {right}", holds=True)
    apart = _("{name}: {left} khác {right}, lệch {asides}")
    return Check(apart.format(name=columns, left=left, right=right, asides=asides), holds=False)

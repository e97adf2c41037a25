"""The stacked headings of a form's table: which cell spans which rows and columns."""

from dataclasses import dataclass

from services.stats.domain.report_form import ReportForm


@dataclass(frozen=True, slots=True)
class Heading:
    """From row `top` and column `left`, counted from 0, over so many rows and columns."""

    top: int
    left: int
    rows: int
    columns: int
    text: str


def depth_of(form: ReportForm) -> int:
    return max(len(column.under) for column in form.columns) + 1


def headings(form: ReportForm) -> list[Heading]:
    """Row by row, from left to right; the number of the line and its subject come first."""
    depth = depth_of(form)
    found = [Heading(0, 0, depth, 1, "STT"), Heading(0, 1, depth, 1, form.subject)]
    for place, column in enumerate(form.columns):
        for top in range(len(column.under)):
            path = column.under[: top + 1]
            if place and form.columns[place - 1].under[: top + 1] == path:
                continue  # it began further left
            found.append(Heading(top, place + 2, 1, _width(form, place, path), path[-1]))
        own = len(column.under)
        found.append(Heading(own, place + 2, depth - own, 1, column.name))
    return sorted(found, key=lambda each: (each.top, each.left))


def _width(form: ReportForm, first: int, path: tuple[str, ...]) -> int:
    width = 0
    for column in form.columns[first:]:
        if column.under[: len(path)] != path:
            break
        width += 1
    return width

"""Works a workbook out by its formulas, as a spreadsheet program would: sums, additions and subtractions of cells."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell

_CELL = re.compile(r"[A-Z]+\d+")
_SUM = re.compile(r"SUM\(([A-Z]+\d+):([A-Z]+\d+)\)")


class Worked:
    """The sheet twice: with the values that were written, and with the formulas that must give them."""

    def __init__(self, content: bytes) -> None:
        self.values = load_workbook(BytesIO(content), data_only=True).active
        self.formulas = load_workbook(BytesIO(content)).active

    def formula_cells(self) -> Iterator[Cell]:
        for row in self.formulas.iter_rows():
            yield from (cell for cell in row if cell.data_type == "f")

    def work_out(self, place: str) -> int:
        """By formulas alone, down to the numbers that are no formula."""
        content = self.formulas[place].value
        if not isinstance(content, str) or not content.startswith("="):
            return content if isinstance(content, int) else 0
        listed = _SUM.sub(lambda found: f"({'+'.join(self._between(*found.groups()))})", content[1:])
        sign, total, signs = 1, 0, [1]
        for token in re.findall(r"[A-Z]+\d+|[-+()]", listed):
            if token == "(":
                signs.append(signs[-1] * sign)
                sign = 1
            elif token == ")":
                signs.pop()
                sign = 1
            elif token in "+-":
                sign = 1 if token == "+" else -1
            else:
                total += signs[-1] * sign * self.work_out(token)
                sign = 1
        return total

    def _between(self, first: str, last: str) -> list[str]:
        return [cell.coordinate for row in self.formulas[first:last] for cell in row]

    def texts(self) -> list[str]:
        return [str(cell.value) for row in self.values.iter_rows() for cell in row if isinstance(cell.value, str)]

    def row_of(self, text: str) -> list[Any]:
        return next([cell.value for cell in row] for row in self.values.iter_rows() if row[1].value == text)

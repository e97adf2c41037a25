"""Reads one catalogue file and writes a JSON line a row: the version it states, or why not. A process of its own."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from python_calamine import CalamineError

from services.intake.domain.catalogue.catalogue import RequiredPaper
from services.intake.domain.catalogue.catalogue_diff import stated_by
from services.intake.domain.catalogue.catalogue_row import (
    NEEDED,
    NEEDED_OF_PAPERS,
    RowRefused,
    read_paper_row,
    read_row,
)
from services.intake.domain.catalogue.version_document import write_version
from services.intake.repository.catalogue.catalogue_tables import UNREADABLE, FileRefused, Table, open_tables
from services.intake.repository.reading_limits import keep_within_limits

_SPOILT = "Không đọc được tệp: cần CSV (UTF-8), gói nén các tệp CSV, hoặc sổ Excel"
_NO_TABLE = "Không thấy bảng nào có cột code ở dòng đầu"
_ANY_DAY = date(2018, 1, 1)
Line = dict[str, Any]


def main(path: str) -> None:
    keep_within_limits()
    try:
        for line in read_catalogue(path):
            sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    except FileRefused as refused:
        _say_failed(str(refused))
    except (*UNREADABLE, CalamineError):
        _say_failed(_SPOILT)


def _say_failed(reason: str) -> None:
    sys.stdout.write(json.dumps({"failed": reason}) + "\n")


def read_catalogue(path: str) -> Iterator[Line]:
    """Rows in the file's order, refused papers first; then the end."""
    tables = open_tables(path)
    procedures = next((table for table in tables if not table.is_of_papers), None)
    papers = next((table for table in tables if table.is_of_papers), None)
    if procedures is None and papers is None:
        raise FileRefused(_NO_TABLE)
    listed = _Papers()
    if papers:
        _must_have(papers, NEEDED_OF_PAPERS)
        yield from listed.read(papers)
    if procedures:
        _must_have(procedures, NEEDED)
        yield from _read_procedures(procedures, listed if papers else None)
    else:
        yield from listed.alone()
    yield {"end": True}


@dataclass(slots=True)
class _Papers:
    """The papers of each procedure, and the procedures of which a paper could not be taken."""

    of: dict[str, dict[int, RequiredPaper]] = field(default_factory=dict)
    first_rows: dict[str, int] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)

    def read(self, table: Table) -> Iterator[Line]:
        for row, cells in table.rows:
            try:
                code, paper = read_paper_row(cells)
                if paper.number in self.of.get(code, {}):
                    raise RowRefused(f"Số thứ tự {paper.number} của thủ tục {code} ghi hai lần")
                self.of.setdefault(code, {})[paper.number] = paper
                self.first_rows.setdefault(code, row)
            except RowRefused as wrong:
                self.spoilt.add(cells["code"])
                yield {"table": "papers", "row": row, "reason": str(wrong)}

    def listed(self, code: str) -> Sequence[RequiredPaper]:
        return [paper for _, paper in sorted(self.of.get(code, {}).items())]

    def alone(self) -> Iterator[Line]:
        """A file of papers only: each procedure gets new papers and keeps all else."""
        for code, row in self.first_rows.items():
            if code not in self.spoilt:
                document = {"papers": [asdict(paper) for paper in self.listed(code)]}
                yield {"row": row, "code": code, "document": document, "stated": ["papers"]}


def _read_procedures(table: Table, papers: _Papers | None) -> Iterator[Line]:
    rows_of: dict[str, int] = {}
    stated = sorted(stated_by(table.columns) | ({"papers"} if papers else set()))
    for row, cells in table.rows:
        try:
            line = _read_one(cells, papers)
            if line["code"] in rows_of:
                raise RowRefused(f"Thủ tục này đã có ở dòng {rows_of[line['code']]}")
            rows_of[line["code"]] = row
            yield {"row": row, **line, "stated": stated}
        except RowRefused as wrong:
            yield {"table": "procedures", "row": row, "reason": str(wrong)}


def _read_one(cells: Mapping[str, str], papers: _Papers | None) -> Line:
    procedure = read_row(cells, _ANY_DAY)
    if papers and procedure.code in papers.spoilt:
        raise RowRefused("Có giấy tờ của thủ tục này không nhận được, xem bảng giấy tờ")
    listed = papers.listed(procedure.code) if papers else ()
    return {"code": procedure.code, "document": write_version(procedure, listed)}


def _must_have(table: Table, needed: frozenset[str]) -> None:
    missing = needed - table.columns
    if missing:
        raise FileRefused(f"Bảng thiếu cột {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main(sys.argv[1])

"""Scans over the wire."""

from typing import Annotated, Any, Self

from pydantic import Field

from services.intake.queries.scans.scans import KeptScan
from services.intake.repository.scans.scans import Kept
from services.intake.schemas.parts import Out


class ScanOut(Out):
    """A scan that is kept. Papers refer to it by its digest."""

    digest: Annotated[str, Field(description="SHA-256 của nội dung tệp")]
    bytes: int
    type: Annotated[str, Field(description="Kiểu theo nội dung, không theo tên tệp", examples=["application/pdf"])]
    pages: Annotated[int | None, Field(description="Để trống khi không đếm được dễ dàng")]

    @classmethod
    def of(cls, scan: Kept | KeptScan) -> Self:
        return cls(digest=scan.digest, bytes=scan.size, type=scan.type, pages=scan.pages)


class ScanOfPaperOut(Out):
    """A scan of a dossier and the papers that refer to it; none where a correction took the paper out."""

    scan: ScanOut
    papers: list[str]

    @classmethod
    def beside(cls, scan: KeptScan, papers: list[dict[str, Any]]) -> Self:
        names = [paper["name"] for paper in papers if paper.get("scan") == scan.digest]
        return cls(scan=ScanOut.of(scan), papers=names)


class ScansOut(Out):
    """All scans of a dossier."""

    items: list[ScanOfPaperOut]

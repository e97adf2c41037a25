"""In which form a report is wanted: asked for by name, else by what the caller accepts."""

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Header, Query

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Format(StrEnum):
    """JSON for programs, a workbook, the printed form, or a paragraph of prose."""

    JSON = "json"
    XLSX = "xlsx"
    PDF = "pdf"
    TEXT = "text"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.XLSX: _XLSX,
    Format.PDF: "application/pdf",
    Format.TEXT: "text/plain",
}


async def _format(
    asked: Annotated[Format | None, Query(alias="format", description="Thắng tiêu đề Accept")] = None,
    accept: Annotated[str | None, Header(max_length=500, include_in_schema=False)] = None,
) -> Format:
    """The first of the accepted types that we have; whatever else is accepted gets JSON."""
    if asked:
        return asked
    types = (one.split(";")[0].strip() for one in (accept or "").split(","))
    by_type = {media: each for each, media in MEDIA_TYPES.items()}
    return next((by_type[each] for each in types if each in by_type), Format.JSON)


WantedFormat = Annotated[Format, Depends(_format)]

"""Open data: the one part of the yearbook that needs no login. Counts only, small ones hidden."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from services.stats.dependencies import CurrentDatabase, CurrentStation, KnownTags, is_known
from services.stats.domain.open_data import Cut, open_months
from services.stats.forms.open_data import write_dictionary_csv, write_open_csv
from services.stats.routes.printing import content_tag
from services.stats.routes.shelf import Shelf
from services.stats.schemas.open_data import DictionaryOut
from services.stats.usecases.publish_counts import publish_counts
from shared.web.app import make_router
from shared.web.fields import Code
from shared.worktime import legal_day

router = make_router("open data")
_CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
    304: {"description": "Không đổi so với `ETag` đã gửi"},
}
_DESCRIBED = '</open-data/dictionary.json>; rel="describedby", </open-data/dictionary.json#licence>; rel="license"'
_HOUR = "public, max-age=3600"


@router.get("/open-data/dossiers.csv", summary="Dữ liệu mở: hồ sơ theo tháng", response_class=Response, responses=_CSV)
async def read_open_data(
    request: Request,
    station: CurrentStation,
    database: CurrentDatabase,
    known: KnownTags,
    office: Annotated[Code, Query(description="Mã đơn vị", examples=["VN", "25"])],
    first: Annotated[str, Query(alias="from", max_length=7, description="Tháng đầu", examples=["2026-01"])],
    last: Annotated[str, Query(alias="to", max_length=7, description="Tháng cuối (kể cả)", examples=["2026-03"])],
    by: Annotated[
        Cut, Query(description="Tách theo đơn vị trực thuộc; hoặc lĩnh vực, thủ tục, kênh của một tỉnh")
    ] = Cut.OFFICE,
) -> Response:
    """For each month the office itself, then its parts; the columns are in `/open-data/dictionary.json`. No login.

    Counts of 1 to 4 are hidden, with as many others as are needed so that none can be worked out, in whatever tables
    of this address are put together. At most 12 months, all of them over. Kept for an hour.

    Examples: the provinces of a quarter `?office=VN&from=2026-01&to=2026-03`; a province by field
    `?office=25&by=field&from=2026-01&to=2026-03`.

    Refuses: office_not_found, month_not_read, month_not_closed, period_reversed, span_too_long, province_only.
    """
    now = station.clock.now()
    months = open_months(first, last, legal_day(now))
    name = f"ho-so_{office}_{by}_{first}_{last}.csv"

    async def make() -> bytes:
        async with database.reading() as connection:
            return write_open_csv(await publish_counts(connection, office, months, by, now))

    shelf: Shelf = request.app.state.shelf
    return _answer(await shelf.take(name, now, make), known, "text/csv", name)


@router.get("/open-data/dictionary.csv", summary="Từ điển dữ liệu mở (CSV)", response_class=Response, responses=_CSV)
async def read_dictionary_csv(known: KnownTags) -> Response:
    """What the columns mean, and the licence."""
    return _answer(write_dictionary_csv(), known, "text/csv", "tu-dien.csv")


@router.get("/open-data/dictionary.json", summary="Từ điển dữ liệu mở", response_model=DictionaryOut)
async def read_dictionary() -> Any:
    """What the columns mean, and the licence."""
    return DictionaryOut.make()


def _answer(content: bytes, known: frozenset[str], media_type: str, name: str) -> Response:
    """The tag is that of the bytes: months that are over hardly change, whatever else is counted."""
    tag = content_tag(content)
    headers = {"ETag": tag, "Cache-Control": _HOUR, "Link": _DESCRIBED}
    if is_known(tag, known):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(content, media_type=f"{media_type}; charset=utf-8", headers=headers)

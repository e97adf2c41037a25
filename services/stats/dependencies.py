"""What a request is given, and what a role may do here: the one place of this service that decides it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.domain.reporting_period import reporting_period
from services.stats.queries.board import Board
from services.stats.queries.positions import SourcePosition, positions
from services.stats.queries.question import Question, question_about
from services.stats.schemas.figures import CompleteToOut
from services.stats.usecases.read_log import ReadRun
from shared.callers import Caller, Role
from shared.db.database import Database
from shared.errors import Invalid, Unavailable
from shared.messaging.broker import BROKER_TROUBLE, Broker
from shared.web.caller import CurrentCaller
from shared.web.fields import Code, Day
from shared.web.station import Station
from shared.web.transaction import Reading

# Dependencies are coroutines: FastAPI would send plain functions through a pool of threads.


FIGURE_ROLES = (Role.MONITOR, Role.LEADER, Role.OFFICER, Role.CLERK, Role.REGISTRAR)


def _one_of(*roles: Role) -> Callable[..., Awaitable[Caller]]:
    """The caller, where he has one of the roles."""

    async def allowed(caller: CurrentCaller) -> Caller:
        caller.must_be(*roles)
        return caller

    return allowed


FigureReader = Annotated[Caller, Depends(_one_of(*FIGURE_ROLES))]
Operator = Annotated[Caller, Depends(_one_of(Role.OPERATOR))]
Closer = Annotated[Caller, Depends(_one_of(Role.MONITOR, Role.LEADER))]
Publisher = Annotated[Caller, Depends(_one_of(Role.REGISTRAR, Role.LEADER))]
ParScorer = Annotated[Caller, Depends(_one_of(Role.OFFICER, Role.LEADER, Role.MONITOR, Role.REGISTRAR))]
Reviewer = Annotated[Caller, Depends(_one_of(Role.LEADER, Role.MONITOR))]
OfficerJudge = Annotated[Caller, Depends(_one_of(Role.LEADER))]
PetitionKeeper = Annotated[Caller, Depends(_one_of(Role.PORTAL, Role.OFFICER, Role.LEADER, Role.REGISTRAR))]
InputStater = Annotated[Caller, Depends(_one_of(Role.PORTAL, Role.LEADER, Role.REGISTRAR))]
# A program that asks people; nobody at a desk votes for them.
VoteTaker = Annotated[Caller, Depends(_one_of(Role.PORTAL, Role.TRACKER))]


async def _station(request: Request) -> Station:
    station: Station = request.app.state.station
    return station


CurrentStation = Annotated[Station, Depends(_station)]


async def _now(station: CurrentStation) -> datetime:
    return station.clock.now()


Now = Annotated[datetime, Depends(_now)]


async def _board(request: Request) -> Board:
    board: Board = request.app.state.board
    return board


CurrentBoard = Annotated[Board, Depends(_board)]


async def _question(
    caller: FigureReader,
    connection: Reading,
    now: Now,
    office: Annotated[Code, Query(description="Mã đơn vị; tính cả mọi đơn vị bên dưới")],
    from_on: Annotated[Day, Query(alias="from", description="Từ ngày (kể cả ngày đó)")],
    to_on: Annotated[Day, Query(alias="to", description="Đến hết ngày; ngày chưa tới thì tính đến lúc này")],
    by_map: Annotated[
        Map,
        Query(alias="map", description="then: như đã đếm từng ngày; now: gồm cả số liệu của các đơn vị cũ đã nhập vào"),
    ] = Map.THEN,
) -> Question:
    return await question_about(connection, caller, office, Period(from_on, to_on), now, by_map)


async def _complete_to(connection: Reading, station: CurrentStation) -> CompleteToOut:
    return complete_to_of(await positions(connection), station)


def complete_to_of(sources: Mapping[str, SourcePosition], station: Station) -> CompleteToOut:
    """A source lags for sure while the bus is silent or a fact of it is parked."""
    is_silent = station.broker is None or not station.broker.client.is_connected
    return CompleteToOut(
        position=sources["processing"].position,
        recorded_at=sources["processing"].recorded_at,
        sources={name: each.position for name, each in sources.items()},
        lagging=[name for name, each in sources.items() if is_silent or each.has_parked],
    )


async def _known_tags(
    if_none_match: Annotated[
        str | None, Header(max_length=2000, description="`ETag` đã có: không đổi thì trả 304, không có nội dung")
    ] = None,
) -> frozenset[str]:
    return tags_of(if_none_match or "")


def tags_of(if_none_match: str) -> frozenset[str]:
    """The tags in the header; weak ones are as good here."""
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return frozenset(tag for tag in tags if tag)


def is_known(tag: str, known: frozenset[str]) -> bool:
    """Whether the asker has that answer already: 304."""
    return tag in known or "*" in known


async def _database(station: CurrentStation) -> Database:
    return station.database


async def _read_run(station: CurrentStation) -> ReadRun:
    """The announcing services' own ledgers, asked over the bus."""

    async def read(source: str, after: int) -> bytes:
        try:
            return await _broker(station).read_log(source, after)
        except BROKER_TROUBLE as trouble:
            raise _bus_silent() from trouble

    return read


def _broker(station: Station) -> Broker:
    if station.broker is None:
        raise _bus_silent()
    return station.broker


def _bus_silent() -> Unavailable:
    return Unavailable("log_unavailable", "Không đọc được sổ bản tin của dịch vụ nguồn, hãy thử lại sau")


Asked = Annotated[Question, Depends(_question)]
CompleteTo = Annotated[CompleteToOut, Depends(_complete_to)]
KnownTags = Annotated[frozenset[str], Depends(_known_tags)]
CurrentDatabase = Annotated[Database, Depends(_database)]
RunReader = Annotated[ReadRun, Depends(_read_run)]


async def _reported(
    caller: FigureReader,
    connection: Reading,
    now: Now,
    office: Annotated[Code, Query(description="Mã đơn vị báo cáo; tính cả mọi đơn vị bên dưới")],
    from_on: Annotated[Day | None, Query(alias="from", description="Từ ngày (kể cả ngày đó)")] = None,
    to_on: Annotated[Day | None, Query(alias="to", description="Đến hết ngày")] = None,
    period: Annotated[
        str | None, Query(max_length=8, description="Thay cho from/to: 2026-M03, 2026-Q1, 2026-H1, 2026-9M, 2026")
    ] = None,
    by_map: Annotated[Map, Query(alias="map", description="then hoặc now, như ở `/figures`")] = Map.THEN,
) -> Question:
    """A reporting period by its name (15th to 14th), else any span."""
    if period is not None and from_on is None and to_on is None:
        span = reporting_period(period)
    elif period is None and from_on and to_on:
        span = Period(from_on, to_on)
    else:
        raise Invalid("period_or_span", "Cho biết kỳ báo cáo (period), hoặc cả hai ngày from và to")
    return await _question(caller, connection, now, office, span.from_on, span.to_on, by_map)


Reported = Annotated[Question, Depends(_reported)]

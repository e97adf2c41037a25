"""The one session dependency of the suite: the transaction commits when the route returns, before the answer leaves.

`scope="function"` is what makes it so (FastAPI finishes other `yield` dependencies after the response); a test fails on
any other session dependency.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from shared.db.database import Connection, Database


def _database(request: Request) -> Database:
    database: Database = request.app.state.station.database
    return database


async def _transaction(request: Request) -> AsyncIterator[Connection]:
    async with _database(request).transaction() as connection:
        yield connection
    request.app.state.station.wake()


async def _reading(request: Request) -> AsyncIterator[Connection]:
    async with _database(request).reading() as connection:
        yield connection


Transaction = Annotated[Connection, Depends(_transaction, scope="function")]
Reading = Annotated[Connection, Depends(_reading, scope="function")]

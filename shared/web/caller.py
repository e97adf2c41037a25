"""The caller of a request, as a dependency."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from shared.callers import Caller
from shared.web.auth import TokenReader

_scheme = HTTPBearer(auto_error=False, description="Mã truy cập (JWT, tối đa 10 phút): `motcua token`")


async def _caller(request: Request, _: Annotated[object, Depends(_scheme)]) -> Caller:
    reader: TokenReader = request.app.state.station.tokens
    return await reader.caller_at_last(request.headers.get("authorization"))


CurrentCaller = Annotated[Caller, Depends(_caller)]

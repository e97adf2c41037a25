"""Reads request bodies as the strictest JSON: no duplicate keys, no NaN, no numbers beyond 64 bits, UTF-8 only."""

import json
import math
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

_LARGEST = 2**63 - 1


class _Refused(json.JSONDecodeError):
    """Carries a stable code through FastAPI's own JSON error path."""

    def __init__(self, code: str) -> None:
        super().__init__(code, "", 0)


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= 20 else _LARGEST + 1
    if abs(number) > _LARGEST:
        raise _Refused("number_out_of_range")
    return number


def _broken(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _Refused("number_out_of_range")
    return number


def _constant(_: str) -> float:
    raise _Refused("number_out_of_range")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Refused("duplicate_key")
    return members


_DECODER = json.JSONDecoder(object_pairs_hook=_members, parse_int=_whole, parse_float=_broken, parse_constant=_constant)


def parse_strictly(body: bytes) -> Any:
    """The document in `body`; raises JSONDecodeError whose `msg` is a stable code."""
    try:
        return _DECODER.decode(body.decode("utf-8"))
    except _Refused:
        raise
    except UnicodeDecodeError as broken:
        raise _Refused("not_utf8") from broken
    except RecursionError as deep:
        raise _Refused("too_deep") from deep
    except ValueError as broken:
        raise _Refused("not_json") from broken


class _StrictRequest(Request):
    async def json(self) -> Any:
        return parse_strictly(await self.body())


class StrictRoute(APIRoute):
    """A FastAPI route whose bodies are read by `parse_strictly`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(_StrictRequest(request.scope, request.receive))

        return handle

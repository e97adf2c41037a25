"""What the administration answers to a wrong request."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from shared.errors import Refusal


def answer_refusals(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _refused)


async def _refused(_: Request, refusal: Exception) -> JSONResponse:
    if not isinstance(refusal, Refusal):
        raise refusal
    return JSONResponse({"code": refusal.code, "message": refusal.message}, refusal.status)

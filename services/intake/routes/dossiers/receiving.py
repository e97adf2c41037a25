"""The short way in for receipts: the same checks and the same use case as the route, without FastAPI's machinery.

What it cannot take as it stands it leaves to the route, which then says why.
"""

import re
from json import JSONDecodeError

from fastapi import FastAPI
from pydantic import ValidationError
from starlette.responses import Response

from services.intake.dependencies import IDEMPOTENCY_KEY
from services.intake.routes.dossiers.dossiers import answer_receipt
from services.intake.schemas.dossiers.dossier_in import DossierIn
from services.intake.usecases.dossiers.receive_dossier import Counter
from shared.callers import Role
from shared.errors import Refusal
from shared.web.express import Knock, Lane
from shared.web.problems import refusal_response
from shared.web.station import Station
from shared.web.strict_json import parse_strictly

_KEY = re.compile(IDEMPOTENCY_KEY)


def receiving_lane(app: FastAPI) -> Lane:
    """`POST /dossiers` of this app."""
    station: Station = app.state.station
    counter: Counter = app.state.counter

    async def receive(knock: Knock) -> Response | None:
        key = knock.header(b"idempotency-key")
        if key is not None and not _KEY.fullmatch(key):
            return None
        try:
            caller = station.tokens.caller(knock.header(b"authorization"))
            caller.must_be(Role.CLERK)
            body = DossierIn.model_validate(parse_strictly(knock.body))
        except (Refusal, JSONDecodeError, ValidationError):
            return None
        try:
            return await answer_receipt(body, caller, counter, key)
        except Refusal as refusal:
            return refusal_response(refusal)

    return receive

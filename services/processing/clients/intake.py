"""Asks the counter whose a dossier is, with the token of whoever prints: so its log of views tells the truth."""

from datetime import datetime
from uuid import UUID

import httpx2
from pydantic import BaseModel, ValidationError

from services.processing.domain.person import Person
from shared.errors import NotFound, Unavailable

_SECONDS = 5.0
_IDLE_SECONDS = 2.0  # intake closes a connection after five idle ones: never send into one that is just being closed


class _Proxy(BaseModel):
    name: str


class _Applicant(_Proxy):
    address: str | None = None
    phone: str | None = None
    email: str | None = None


class _Dossier(BaseModel):
    """What is read of intake's answer; what else it says is passed over."""

    procedure_name: str
    applicant: _Applicant | None
    proxy: _Proxy | None
    erased_at: datetime | None


class IntakeClient:
    """One per process."""

    def __init__(self, url: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        limits = httpx2.Limits(max_keepalive_connections=4, keepalive_expiry=_IDLE_SECONDS)
        self._client = httpx2.AsyncClient(
            base_url=url, timeout=_SECONDS, limits=limits, transport=transport, trust_env=False
        )

    async def person_of(self, dossier: UUID, authorization: str) -> Person:
        """Refuses `person_not_found` (or not to be seen), `dossier_erased`, `intake_not_reachable`."""
        said = await self._read(dossier, authorization)
        if said.applicant is None or said.erased_at:
            raise NotFound("dossier_erased", "Dữ liệu người nộp của hồ sơ này đã xóa, không in được giấy")
        return Person(
            owner=said.applicant.name,
            procedure_name=said.procedure_name,
            filed_by=said.proxy.name if said.proxy else "",
            address=said.applicant.address or "",
            phone=said.applicant.phone or "",
            email=said.applicant.email or "",
        )

    async def _read(self, dossier: UUID, authorization: str) -> _Dossier:
        try:
            answer = await self._client.get(f"/dossiers/{dossier}", headers={"Authorization": authorization})
        except httpx2.HTTPError:
            raise _not_reachable() from None
        if answer.status_code in {401, 403, 404}:
            raise NotFound("person_not_found", "Bộ phận tiếp nhận không cho tài khoản này xem người nộp của hồ sơ")
        if answer.status_code != httpx2.codes.OK:
            raise _not_reachable()
        try:
            return _Dossier.model_validate_json(answer.content)
        except ValidationError:  # somebody else answers there; its words would name people, so they are not kept
            raise _not_reachable() from None

    async def close(self) -> None:
        await self._client.aclose()


def _not_reachable() -> Unavailable:
    return Unavailable("intake_not_reachable", "Chưa hỏi được bộ phận tiếp nhận, hãy in lại sau ít phút")

"""Asks the counter whose a dossier is, with the token of whoever prints: so its log of views tells the truth."""

from uuid import UUID

import httpx2

from services.processing.domain.person import Person
from shared.errors import NotFound, Unavailable

_SECONDS = 5.0


class IntakeClient:
    """One per process."""

    def __init__(self, url: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._client = httpx2.AsyncClient(base_url=url, timeout=_SECONDS, transport=transport, trust_env=False)

    async def person_of(self, dossier: UUID, authorization: str) -> Person:
        """Refuses `person_not_found` (or not to be seen), `dossier_erased`, `intake_not_reachable`."""
        try:
            answer = await self._client.get(f"/dossiers/{dossier}", headers={"Authorization": authorization})
        except httpx2.HTTPError as away:
            raise _not_reachable() from away
        if answer.status_code in {401, 403, 404}:
            raise NotFound("person_not_found", "Bộ phận tiếp nhận không cho tài khoản này xem người nộp của hồ sơ")
        if answer.status_code != httpx2.codes.OK:
            raise _not_reachable()
        said = answer.json()
        person, proxy = said["applicant"], said["proxy"]
        if person is None or said["erased_at"]:
            raise NotFound("dossier_erased", "Dữ liệu người nộp của hồ sơ này đã xóa, không in được giấy")
        return Person(
            owner=person["name"],
            procedure_name=said["procedure_name"],
            filed_by=proxy["name"] if proxy else "",
            address=person["address"] or "",
            phone=person["phone"] or "",
            email=person["email"] or "",
        )

    async def close(self) -> None:
        await self._client.aclose()


def _not_reachable() -> Unavailable:
    return Unavailable("intake_not_reachable", "Chưa hỏi được bộ phận tiếp nhận, hãy in lại sau ít phút")

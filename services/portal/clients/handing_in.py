"""What the door asks of intake and processing for an applicant at the portal, by their public addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.portal.clients.services import Services
from services.portal.domain.inbound.messages import SentDossier
from services.portal.domain.inbound.next_step import Step
from shared.web.service_client import BoundClient, ServiceRefusal

Paper = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HandingIn:
    """Both services in the door's own name."""

    intake: BoundClient
    processing: BoundClient

    @classmethod
    async def of(cls, services: Services) -> "HandingIn":
        return cls(await services.bound(services.intake), await services.bound(services.processing))

    async def keep_scan(self, desk: str, content: bytes) -> str:
        """Its digest. Refuses what intake does not take as a scan."""
        answer = await self.intake.upload("/scans", content, "application/octet-stream", desk=desk)
        return str(answer.json["digest"])

    async def file(self, body: Mapping[str, Any], key: UUID) -> dict[str, Any]:
        filing: dict[str, Any] = await self.intake.post("/filings", body, headers={"Idempotency-Key": str(key)})
        return filing

    async def filing(self, filing: UUID) -> dict[str, Any]:
        found: dict[str, Any] = await self.intake.get(f"/filings/{filing}")
        return found

    async def filing_of(self, source: str, code: str) -> dict[str, Any] | None:
        found = await self.intake.get("/filings", source_code=code)
        return next((filing for filing in found["items"] if filing["source"] == source), None)

    async def act_on_filing(self, filing: Mapping[str, Any], step: Step, body: Mapping[str, Any]) -> dict[str, Any]:
        headers = {"If-Match": f'"{filing["version"]}"'}
        acted: dict[str, Any] = await self.intake.post(f"/filings/{filing['id']}/{step}", body, headers=headers)
        return acted

    async def dossier(self, dossier: UUID) -> dict[str, Any] | None:
        """None while processing does not know it (yet)."""
        try:
            found: dict[str, Any] = await self.processing.get(f"/dossiers/{dossier}")
        except ServiceRefusal as refused:
            if refused.code == "dossier_not_found":
                return None
            raise
        return found

    async def act_on_dossier(self, dossier: Mapping[str, Any], step: Step, body: Mapping[str, Any]) -> None:
        headers = {"If-Match": f'"{dossier["version"]}"'}
        await self.processing.post(f"/dossiers/{dossier['id']}/{step}", body, headers=headers)


def filing_body(
    sent: SentDossier, source: str, procedure: str, desk: str, papers: Sequence[Paper], now: datetime
) -> dict[str, Any]:
    """As `POST /filings` takes it. A portal's clock that runs ahead of ours is not held against the applicant."""
    owner, bringer = sent.owner, sent.bringer
    return {
        "desk": desk,
        "procedure": procedure,
        "channel": "online",
        "source": source,
        "source_code": sent.code,
        "filed_at": min(sent.filed_at, now).isoformat(),
        "applicant": {
            "name": owner.name,
            "kind": owner.kind,
            "identity_number": owner.number,
            "phone": owner.phone,
            "email": owner.email,
            "address": owner.address,
        },
        "proxy": {"name": bringer.name, "identity_number": bringer.number} if bringer else None,
        "papers": list(papers),
        "fees": [{"name": fee.name, "amount": fee.amount} for fee in sent.fees],
        "result": {"way": "post", "address": owner.address} if sent.is_by_post else {"way": "desk"},
    }

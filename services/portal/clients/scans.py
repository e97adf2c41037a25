"""Fetches a file of a dossier or filing from intake, for a portal that wants the bytes."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from services.portal.clients.services import Services


def scans_of(services: Services) -> Callable[[UUID, str], Awaitable[bytes]]:
    async def fetch(dossier: UUID, digest: str) -> bytes:
        intake = await services.bound(services.intake)
        return (await intake.fetch(f"/matters/{dossier}/scans/{digest}")).content

    return fetch

"""The three services, asked by a program in its own name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from shared.callers import Role
from shared.local.home import Home
from shared.web.credential import Credential, EmbeddedCredential, ProviderCredential
from shared.web.service_client import BoundClient, ServiceClient


class Places(Protocol):
    """Where the services are, and where the program gets its token."""

    @property
    def home(self) -> Path: ...
    @property
    def intake_url(self) -> str: ...
    @property
    def processing_url(self) -> str: ...
    @property
    def stats_url(self) -> str: ...
    @property
    def token_url(self) -> str | None: ...
    @property
    def client_id(self) -> str: ...
    @property
    def client_secret_file(self) -> Path | None: ...


@dataclass(frozen=True, slots=True)
class OwnServices:
    """One per process."""

    credential: Credential
    intake: ServiceClient
    processing: ServiceClient
    stats: ServiceClient

    @classmethod
    def at(cls, places: Places, credential: Credential) -> Self:
        return cls(
            credential,
            ServiceClient("intake", places.intake_url),
            ServiceClient("processing", places.processing_url),
            ServiceClient("stats", places.stats_url),
        )

    async def bound(self, client: ServiceClient) -> BoundClient:
        return client.bound(await self.credential.token())

    async def close(self) -> None:
        for each in (self.intake, self.processing, self.stats):
            await each.close()


def own_credential(places: Places, subject: str, role: Role) -> Credential:
    """From the provider that is set, else from the embedded identity of this machine."""
    if places.token_url and places.client_secret_file:
        return ProviderCredential(places.token_url, places.client_id, places.client_secret_file)
    return EmbeddedCredential(Home(places.home), subject, role)

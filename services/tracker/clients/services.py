"""The three services, asked in the tracker's own name."""

from dataclasses import dataclass

from services.tracker.settings import TrackerSettings
from shared.callers import Role
from shared.local.home import Home
from shared.web.credential import Credential, EmbeddedCredential, ProviderCredential
from shared.web.service_client import BoundClient, ServiceClient


@dataclass(frozen=True, slots=True)
class Services:
    """One per process."""

    credential: Credential
    intake: ServiceClient
    processing: ServiceClient
    stats: ServiceClient

    @classmethod
    def of(cls, settings: TrackerSettings) -> "Services":
        return cls(
            credential_of(settings),
            ServiceClient("intake", settings.intake_url),
            ServiceClient("processing", settings.processing_url),
            ServiceClient("stats", settings.stats_url),
        )

    async def bound(self, client: ServiceClient) -> BoundClient:
        return client.bound(await self.credential.token())

    async def close(self) -> None:
        for each in (self.intake, self.processing, self.stats):
            await each.close()


def credential_of(settings: TrackerSettings) -> Credential:
    if settings.token_url and settings.client_secret_file:
        return ProviderCredential(settings.token_url, settings.client_id, settings.client_secret_file)
    return EmbeddedCredential(Home(settings.home), "tracker", Role.TRACKER)

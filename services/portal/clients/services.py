"""The three services, asked in the door's own name."""

from dataclasses import dataclass

from services.portal.settings import PortalSettings
from shared.callers import Role
from shared.local.home import Home
from shared.web.credential import Credential, EmbeddedCredential, ProviderCredential
from shared.web.service_client import BoundClient, ServiceClient

SUBJECT = "portal"


@dataclass(frozen=True, slots=True)
class Services:
    """One per process."""

    credential: Credential
    intake: ServiceClient
    processing: ServiceClient
    stats: ServiceClient

    @classmethod
    def of(cls, settings: PortalSettings) -> "Services":
        return cls(
            _credential(settings),
            ServiceClient("intake", settings.intake_url),
            ServiceClient("processing", settings.processing_url),
            ServiceClient("stats", settings.stats_url),
        )

    async def bound(self, client: ServiceClient) -> BoundClient:
        return client.bound(await self.credential.token())

    async def close(self) -> None:
        for each in (self.intake, self.processing, self.stats):
            await each.close()


def _credential(settings: PortalSettings) -> Credential:
    if settings.token_url and settings.client_secret_file:
        return ProviderCredential(settings.token_url, settings.client_id, settings.client_secret_file)
    return EmbeddedCredential(Home(settings.home), SUBJECT, Role.PORTAL)

"""The services the desk asks, one pool of connections each."""

from dataclasses import dataclass

from services.desk.settings import DeskSettings
from shared.web.service_client import ServiceClient


@dataclass(frozen=True, slots=True)
class Services:
    """One per process."""

    intake: ServiceClient
    processing: ServiceClient
    stats: ServiceClient
    portal: ServiceClient

    @classmethod
    def of(cls, settings: DeskSettings) -> "Services":
        return cls(
            ServiceClient("intake", settings.intake_url),
            ServiceClient("processing", settings.processing_url),
            ServiceClient("stats", settings.stats_url),
            ServiceClient("portal", settings.portal_url),
        )

    async def close(self) -> None:
        for each in (self.intake, self.processing, self.stats, self.portal):
            await each.close()

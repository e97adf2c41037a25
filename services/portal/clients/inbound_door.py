"""All that an inbound message is taken in and applied with."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.portal.clients.portal_files import PortalFiles
from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.unit_of_work.works import Works
from services.portal.vault.safe import Safe


@dataclass(frozen=True, slots=True)
class InboundDoor:
    """Of one process."""

    works: Works
    services: Services
    connections: Mapping[str, Connection]
    safe: Safe
    files: PortalFiles

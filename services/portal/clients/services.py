"""The three services, asked in the door's own name."""

from services.portal.settings import PortalSettings
from shared.callers import Role
from shared.web.own_services import OwnServices, own_credential

SUBJECT = "portal"


class Services(OwnServices):
    """One per process."""

    __slots__ = ()

    @classmethod
    def of(cls, settings: PortalSettings) -> "Services":
        return cls.at(settings, own_credential(settings, SUBJECT, Role.PORTAL))

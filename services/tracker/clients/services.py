"""The three services, asked in the tracker's own name."""

from services.tracker.settings import TrackerSettings
from shared.callers import Role
from shared.web.credential import Credential
from shared.web.own_services import OwnServices, own_credential


class Services(OwnServices):
    """One per process."""

    __slots__ = ()

    @classmethod
    def of(cls, settings: TrackerSettings) -> "Services":
        return cls.at(settings, credential_of(settings))


def credential_of(settings: TrackerSettings) -> Credential:
    return own_credential(settings, "tracker", Role.TRACKER)

"""One run of facts, one step of a lane, or one act of a person, over one transaction."""

from datetime import datetime

from services.portal.repository.catalogue_changes import CatalogueChanges
from services.portal.repository.inbound import Inbound
from services.portal.repository.inbound_acts import InboundActs
from services.portal.repository.lane_acts import LaneActs
from services.portal.repository.noting import Noting
from services.portal.repository.offices import Offices
from services.portal.repository.procedures import Procedures
from services.portal.repository.reconciling import Reconciling
from services.portal.repository.shares import Shares
from services.portal.repository.telling import Telling
from shared.db.database import Connection


class Work:
    """Everything in it is committed together or not at all. `now` is the instant of recording."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.noting = Noting(connection)
        self.telling = Telling(connection)
        self.offices = Offices(connection)
        self.procedures = Procedures(connection)
        self.shares = Shares(connection)
        self.reconciling = Reconciling(connection)
        self.lane_acts = LaneActs(connection)
        self.changes = CatalogueChanges(connection)
        self.inbound = Inbound(connection)
        self.inbound_acts = InboundActs(connection)

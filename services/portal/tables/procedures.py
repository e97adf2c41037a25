"""The portal's own catalogue, as it was last fetched."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class ProcedureRow(PortalRows):
    """A procedure at the portal. `content` is what is compared with ours; `gone_at`: no longer listed."""

    __tablename__ = "procedures"

    connection: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    field: Mapped[str]
    field_name: Mapped[str]
    content: Mapped[dict[str, Any]]
    fetched_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]


class CatalogueRunRow(PortalRows):
    """When the whole list was fetched last."""

    __tablename__ = "catalogue_runs"

    connection: Mapped[str] = mapped_column(primary_key=True)
    fetched_at: Mapped[datetime]

"""What our offices are called at the portal."""

from datetime import date, datetime

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class OfficeRow(PortalRows):
    """An office as intake last announced it."""

    __tablename__ = "offices"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str | None]


class AgencyRow(PortalRows):
    """The agency codes of an office from a day on; a new row for a new form, the old one stays."""

    __tablename__ = "agencies"

    office: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    connection: Mapped[str]
    new: Mapped[str]
    old: Mapped[str | None]
    set_by: Mapped[str]
    set_at: Mapped[datetime]

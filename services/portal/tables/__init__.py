"""Rows of the schema `portal`."""

from services.portal.tables import agencies, files, lanes, lookups, payments, procedures, reconciliations
from services.portal.tables.schema import METADATA

__all__ = ["METADATA", "agencies", "files", "lanes", "lookups", "payments", "procedures", "reconciliations"]

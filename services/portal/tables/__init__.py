"""Rows of the schema `portal`."""

from services.portal.tables import agencies, files, lanes, payments, procedures, reconciliations
from services.portal.tables.schema import METADATA

__all__ = ["METADATA", "agencies", "files", "lanes", "payments", "procedures", "reconciliations"]

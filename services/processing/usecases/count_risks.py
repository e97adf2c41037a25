"""Counts what became of dossiers that were alike."""

from datetime import datetime

from services.processing.repository.risk_cells import count_risk_cells
from shared.db.database import Database


async def count_risks(database: Database, now: datetime) -> None:
    """In one transaction: until it ends, people read yesterday's counts."""
    async with database.transaction() as connection:
        await count_risk_cells(connection, now)

"""Erases the people of dossiers whose time to be kept is over, a batch in a transaction."""

from datetime import timedelta

from services.intake.domain.privacy.erasure import Ground, Order, Retention
from services.intake.queries.privacy.endings import dossiers_over
from services.intake.repository.privacy.retentions import all_retentions
from services.intake.unit_of_work.erasing import erase
from services.intake.unit_of_work.work import Work
from shared.clock import Clock
from shared.db.database import Database

BATCH = 200
BY = "motcua-retention"
# What is erased does not come back: a rule that was mistyped can be taken back for a day before it works.
TIME_TO_TAKE_BACK = timedelta(days=1)


async def erase_what_is_over(database: Database, clock: Clock, limit: int = BATCH) -> int:
    """How many were erased: at most one batch of each procedure; 0 where nothing is over."""
    async with database.reading() as connection:
        rules = [r for r in await all_retentions(connection) if r.set_at + TIME_TO_TAKE_BACK <= clock.now()]
    return sum([await _erase_batch(database, clock, rule, limit) for rule in rules])


async def _erase_batch(database: Database, clock: Clock, rule: Retention, limit: int) -> int:
    order = Order(Ground.RETENTION, rule.basis, f"{rule.months} months", BY)
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        over = await dossiers_over(connection, rule.procedure, work.now, rule.months, limit)
        return len(await erase(work, over, order))

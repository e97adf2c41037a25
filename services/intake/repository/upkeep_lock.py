"""The lock of the one process that looks after personal data; it lives on the given session."""

from shared.db.database import Connection

_LOCK = "select pg_try_advisory_lock(hashtext('motcua.intake.upkeep'))"
_UNLOCK = "select pg_advisory_unlock(hashtext('motcua.intake.upkeep'))"


async def lock_upkeep(connection: Connection) -> bool:
    got: bool = await connection.fetchval(_LOCK)
    return got


async def unlock_upkeep(connection: Connection) -> None:
    await connection.execute(_UNLOCK)

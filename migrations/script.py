"""Runs a whole SQL script inside a migration's transaction."""

from typing import Any

from alembic import op


def run_script(script: str) -> None:
    """Many statements in one call (nothing is bound); the first statement opens SQLAlchemy's transaction."""
    connection = op.get_bind()
    connection.exec_driver_sql("select 1")
    adapter: Any = connection.connection.dbapi_connection
    adapter.run_async(lambda driver: driver.execute(script))

"""PostgreSQL as the services use it: one pool, transactions at the edge, SQL by hand, schema by SQLAlchemy."""

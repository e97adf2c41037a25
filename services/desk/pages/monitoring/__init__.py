"""E: the monitoring centre, one page one module."""

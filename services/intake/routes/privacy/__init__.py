"""Personal data over HTTP: exports, log, keys, retention, erasure."""

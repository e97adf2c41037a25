"""Personal data over the wire."""

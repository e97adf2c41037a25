"""From what the services say to what a citizen reads: pure."""

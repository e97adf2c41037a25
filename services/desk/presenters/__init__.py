"""From what the services say to what a screen shows: pure."""

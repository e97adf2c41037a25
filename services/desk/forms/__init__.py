"""From what was typed to what the services take: pure."""

"""Stand-ins for programs of others that the suite talks to."""

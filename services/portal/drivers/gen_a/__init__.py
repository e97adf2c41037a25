"""Generation A: one address, a session, a service by name; direct or through a province's relay."""

"""What the screens ask of the services, topic by topic."""

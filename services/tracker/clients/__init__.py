"""What the tracker asks of the services, as a program."""

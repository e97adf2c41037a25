"""Messages to people outside: queued beside their cause, carried by e-mail or a gateway, each sent once."""

"""The national portal, for who looks after the exchange: what is owed, what is missing, what differs."""

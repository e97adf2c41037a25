"""A citizen who signs in: at which provider, who he is by its claims, and for how long."""

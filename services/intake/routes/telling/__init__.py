"""What the door to the national portal asks, over HTTP."""

"""What the portal is told and when, in words of our own: pure."""

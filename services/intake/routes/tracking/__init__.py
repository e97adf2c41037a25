"""What the tracker asks, over HTTP."""

"""What the tracker asks and is told, over the wire."""

"""What goes over the wire: bodies and answers, by noun."""

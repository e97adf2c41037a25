"""Other offices that are asked over HTTP, in the name of whoever asks us."""

"""The papers that processing makes out: apology, stop notice, control slip, and those it shares with the counter."""

"""PAR indices over the wire."""

"""The administrator's and registrar's screens."""

"""Reference data that the suite ships: administrative units and the national catalogue of procedures (README.md)."""

"""The catalogue as it is written, and catalogue files as they are read."""

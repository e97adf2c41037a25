"""Register books as files and rows."""

"""Telling applicants how their dossiers go: by what they agreed to, of what, and in which words."""

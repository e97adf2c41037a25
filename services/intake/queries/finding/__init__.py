"""Finds dossiers among millions: the newest that fit, by the shortest of several ways."""

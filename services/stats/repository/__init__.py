"""Writes of the yearbook, many rows a statement; every class works on the books or on a shadow of them."""

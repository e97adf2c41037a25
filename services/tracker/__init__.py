"""The citizen's page: a dossier followed by who proves to hold its receipt, and the service rated.

Owns nothing: it asks intake, processing and stats as a program (role `tracker`). It faces the internet, so it limits
tries, sets a cookie only for who signs in, and writes nobody's code, proof, number or address down.
"""

"""The citizen's page: a dossier followed by who proves to hold its receipt, and the service rated.

Owns nothing: it asks intake, processing and stats as a program (role `tracker`). It faces the internet, so it limits
tries, sets no cookie, and writes nobody's code, proof or address down.
"""

"""The door to the national portal: what goes out to it, what comes in from it, and what it and we say alike.

Owns: what each dossier still owes the portal, in order; what came in, as it came; what offices are called there.
Announces: nothing. Listens to: intake, processing. People are
kept only in what came in, sealed, until it is ours.
"""

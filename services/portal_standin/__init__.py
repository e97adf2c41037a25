"""The stand-in for the national portal: a program of its own for provinces (and tests) that connect before go-live.

It shares no code with the service that talks to the portal: a misunderstanding shared by both would be invisible.
What it checks and answers is reconstructed from public evidence; it is not the portal's own rule.
"""

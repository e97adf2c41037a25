"""Generation A's services about people: paper store, population database, account numbers.

Parameters lie in the body beside `service`; every look-up that gave something is evidence for the checks of honesty.
"""

"""A filing before it is received: states, answers, time to answer."""

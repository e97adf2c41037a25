"""A living province for a demo: a plan drawn by chance from a load model, walked through the public APIs."""

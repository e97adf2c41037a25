"""The citizen's pages: one screen one module."""

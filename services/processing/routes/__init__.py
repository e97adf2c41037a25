"""The HTTP addresses of processing."""

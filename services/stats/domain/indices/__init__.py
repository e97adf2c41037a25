"""Indices of service quality: criteria that come as data, and how counts become points. Pure."""

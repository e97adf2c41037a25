"""Reads of scans."""

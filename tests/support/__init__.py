"""Servers, tokens and builders that the tests share."""

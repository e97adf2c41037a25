"""Signing people in at an OpenID Connect provider (authorization code, PKCE): what every screen asks and checks."""

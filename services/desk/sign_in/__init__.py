"""The ways to sign in: the accounts of this machine, or an OpenID Connect provider."""

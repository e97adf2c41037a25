"""The screens: one screen one module, each parses, asks the services, presents and draws."""

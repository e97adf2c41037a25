"""Generation B: REST, client credentials, files uploaded before they are named."""

"""What is asked over HTTP: by operators, by the portal, by applicants fetching files."""

"""What costs points of an index, read from dossiers, votes and petitions."""

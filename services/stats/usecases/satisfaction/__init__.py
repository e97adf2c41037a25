"""What is done with votes and petitions."""

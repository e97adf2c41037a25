"""What the portal publishes of procedures, told apart from what runs here."""

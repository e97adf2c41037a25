"""Acts that look after personal data."""

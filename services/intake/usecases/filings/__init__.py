"""Acts on filings before they are received."""

"""Acts on register books: those handed in, and those printed."""

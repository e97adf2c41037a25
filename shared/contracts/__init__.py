"""The facts that services announce to each other: frozen, versioned, free of personal data."""

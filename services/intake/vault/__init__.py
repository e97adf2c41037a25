"""What lies encrypted at rest: identity numbers, and the marks by which they are found again."""

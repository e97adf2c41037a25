"""What lies encrypted at the door: messages of a portal as they came."""

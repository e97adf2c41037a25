"""What is done with the indices of service quality."""

"""What people say of the service they got: votes, and petitions with their steps."""

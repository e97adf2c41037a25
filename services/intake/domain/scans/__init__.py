"""What a scan is: the four types that desks make, and how a file is looked at while it goes by."""

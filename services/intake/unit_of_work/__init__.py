"""What happens together: repositories and announcements over one transaction, and many receipts in one statement."""

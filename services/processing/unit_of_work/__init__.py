"""What happens together: dossiers, acts and announcements over one transaction, and a whole run of facts folded."""

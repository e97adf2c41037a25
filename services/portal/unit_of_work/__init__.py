"""What happens together: facts noted as entries, and an entry as far as it is told."""

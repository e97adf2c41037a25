"""What a portal hands us, in words of our own: dossiers, supplements, withdrawals, tax papers."""

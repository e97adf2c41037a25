"""Acts on offices: registering, hours, agencies and duties at a desk, reform."""

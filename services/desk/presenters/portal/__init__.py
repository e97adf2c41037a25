"""Words for what the door to the national portal says."""

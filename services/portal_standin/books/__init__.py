"""What the portal remembers, in plain dictionaries: nothing here grows slower with the number of dossiers."""

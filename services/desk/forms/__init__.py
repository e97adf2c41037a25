"""What people type into the forms, read into what the services take."""

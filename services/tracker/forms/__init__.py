"""What people send: read into what it means, with a sentence for each thing that is missing."""

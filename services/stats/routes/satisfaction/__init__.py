"""HTTP: votes taken in, satisfaction told, petitions and their acts."""

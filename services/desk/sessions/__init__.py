"""Who is signed in at which browser: opaque cookies, stored by their digest, with an idle and a longest life."""

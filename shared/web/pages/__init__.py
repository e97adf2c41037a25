"""What every server-drawn page needs: templates, static files, security headers, and a client of the services."""

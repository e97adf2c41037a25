"""Work that goes on by itself: telling the portal, fetching its catalogue, comparing day by day."""

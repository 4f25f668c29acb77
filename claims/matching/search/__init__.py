"""One search over claims, incidents, parties, places, publishers and archived texts."""

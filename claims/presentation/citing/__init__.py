"""How pages are cited, and how they are shown on other sites: one writer for all kinds."""

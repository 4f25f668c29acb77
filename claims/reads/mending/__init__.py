"""Mending what is recorded: parties, places, incidents, publishers, pages, mistaken drafts."""

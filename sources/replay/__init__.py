"""Sealed pages as they were, on an origin of their own where nothing of ours can be reached."""

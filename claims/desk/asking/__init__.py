"""Asking people for reviews: what becomes of it once they are asked, and what they declare."""

"""Public pages shown on other sites: cards to embed, and how they are found."""

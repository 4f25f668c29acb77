"""What is asked of pairs as such."""

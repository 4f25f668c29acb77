"""What is kept of mending: addresses that were left, and what was merged."""

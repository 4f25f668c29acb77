"""What is kept of mending: addresses that were left."""

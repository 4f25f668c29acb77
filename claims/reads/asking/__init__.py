"""What editors look at when they ask people for reviews."""

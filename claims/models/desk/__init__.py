"""What the desk keeps of its own work: nothing of it is public."""

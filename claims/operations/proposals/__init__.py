"""What people make of that which the house proposes."""

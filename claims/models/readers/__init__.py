"""What readers are told of the house, and what they tell it."""

"""What was decided of claims, and what is proposed to be decided otherwise."""

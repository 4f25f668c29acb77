"""What a brought file says of whoever made it, beside what it shows."""

"""What people are told, the e-mails that tell them, and how each of them wants it."""

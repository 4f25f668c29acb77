"""What the front page opens with, however much there is: every read has a limit."""

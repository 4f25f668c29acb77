"""What was corrected, withdrawn or taken back after readers may have seen it."""

"""What stands between a round that is over and a verdict that readers see."""

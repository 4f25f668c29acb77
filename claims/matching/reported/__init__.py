"""Which sentences of a text report what somebody said, who said it, and what."""

"""An answer while it arrives: its head as browsers read it, its body where it is too large."""

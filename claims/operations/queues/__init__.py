"""How the desk shares out its work: what comes first, who takes what."""

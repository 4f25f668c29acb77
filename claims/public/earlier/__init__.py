"""Claims, pairs and dossiers as readers saw them at an earlier moment."""

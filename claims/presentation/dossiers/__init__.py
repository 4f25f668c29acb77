"""A dossier: how it opens, the table of who says what, and who answers whom."""

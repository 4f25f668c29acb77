"""How a dossier opens: the sentence, the table of who says what, and who answers whom."""

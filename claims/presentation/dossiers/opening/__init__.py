"""How a dossier opens: the sentence, what of losses is said besides, and what stands beneath."""

"""Pictures that other sites show beside a link to a claim, a pair or a dossier."""

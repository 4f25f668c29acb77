"""What is shown of a claim or a dossier in a card on other sites."""

"""The desk's pages around publishing: replies of the parties, what is scheduled, agreement."""

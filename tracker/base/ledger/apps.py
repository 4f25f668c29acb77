from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The hash-chained ledger of everything sealed."""

    name = "tracker.base.ledger"
    label = "ledger"

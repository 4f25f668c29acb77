from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The room of claims."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

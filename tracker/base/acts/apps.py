from django.apps import AppConfig


class ActsConfig(AppConfig):
    """What is kept of forms: which were sent, and what somebody typed who was signed out."""

    name = "tracker.base.acts"
    label = "acts"

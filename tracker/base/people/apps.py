from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people of the house."""

    name = "tracker.base.people"
    label = "people"

    def ready(self) -> None:
        """Let the security log hear what django-allauth says."""
        import_module("tracker.base.people.witness")

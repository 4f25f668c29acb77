from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people of the house."""

    name = "tracker.base.people"
    label = "people"

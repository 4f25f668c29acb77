from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The room of sources."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the checks of this room known to `manage.py check`."""
        import sources.checks  # noqa: F401, PLC0415
        from sources.replay import checks  # noqa: F401, PLC0415 - registers itself

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The room of sources."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the checks of this room known to Django; keep large answers off the heap."""
        import sources.checks  # noqa: F401, PLC0415
        from sources.archiver.memory import give_back_large_blocks  # noqa: PLC0415
        from sources.replay import checks  # noqa: F401, PLC0415 - registers itself

        give_back_large_blocks()

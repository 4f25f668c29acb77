"""The roof and the foundation of the house."""

from tracker.celery import app as celery_app

__all__ = ["celery_app"]

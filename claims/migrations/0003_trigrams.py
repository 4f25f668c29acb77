"""Typo-tolerant search (pg_trgm). A trusted extension: the database's owner may create it."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_initial")]

    operations = [TrigramExtension()]

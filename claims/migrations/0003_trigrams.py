from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Typo-tolerant search (pg_trgm). A trusted extension: the database's owner may create it."""

    dependencies = [("claims", "0002_initial")]

    operations = [TrigramExtension()]

"""Keep the texts of captures as they are: packing one took the database longer than all the rest.

docs/decisions/texts-unpacked.md says what it costs.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE sources_capturetext ALTER COLUMN text SET STORAGE EXTERNAL",
            reverse_sql="ALTER TABLE sources_capturetext ALTER COLUMN text SET STORAGE EXTENDED",
        )
    ]

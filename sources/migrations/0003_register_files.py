"""Files of captures that were sealed before there was a table of files."""

from django.db import migrations

REGISTER = """
    INSERT INTO sources_sealedfile (name, sha256, size, kind, sealed_at, fixity)
    SELECT DISTINCT ON (file_name) file_name, file_sha256, file_size, 'warc', finished_at, 'unchecked'
    FROM sources_capture
    WHERE file_name <> ''
    ORDER BY file_name, finished_at
    ON CONFLICT (name) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_deeper_archiver")]

    operations = [migrations.RunSQL(REGISTER, migrations.RunSQL.noop)]

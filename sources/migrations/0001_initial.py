"""The first tables of sources.

One operation makes a table with all its keys and rules, as each operation takes time of its own. The
triggers come last.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import tracker.base.triggers
import uuid
from django.conf import settings
from django.db import migrations, models
from tracker.base.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
        [
                migrations.CreateModel(
                    name='AnnouncedFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(db_index=True, max_length=200)),
                        ('announced_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='announced_file_named')],
                    },
                ),
                migrations.CreateModel(
                    name='Publisher',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('kind', models.CharField(choices=[('news_agency', 'News agency'), ('newspaper', 'Newspaper'), ('news_site', 'News site'), ('broadcaster', 'Broadcaster'), ('public_broadcaster', 'Public broadcaster'), ('radio', 'Radio'), ('state_media', 'State media'), ('government_magazine', 'Government magazine'), ('partisan_site', 'Partisan site'), ('partisan_aggregator', 'Partisan aggregator'), ('aggregator', 'Aggregator'), ('blog', 'Blog'), ('channel', 'Channel on a messenger or network'), ('think_tank', 'Think tank'), ('ngo', 'Non-governmental organisation'), ('institution', 'Institution'), ('encyclopedia', 'Encyclopedia'), ('encyclopedia_mirror', 'Encyclopedia mirror'), ('other', 'Other')], default='other', max_length=30, verbose_name='kind')),
                        ('country', models.CharField(blank=True, help_text='ISO 3166-1 code; empty if not known.', max_length=2, verbose_name='country')),
                        ('homepage', models.CharField(blank=True, max_length=500, verbose_name='home page')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='publisher_name_given'), models.CheckConstraint(condition=models.Q(('kind__in', ['news_agency', 'newspaper', 'news_site', 'broadcaster', 'public_broadcaster', 'radio', 'state_media', 'government_magazine', 'partisan_site', 'partisan_aggregator', 'aggregator', 'blog', 'channel', 'think_tank', 'ngo', 'institution', 'encyclopedia', 'encyclopedia_mirror', 'other'])), name='publisher_kind_known')],
                    },
                ),
                migrations.CreateModel(
                    name='SealedFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, unique=True)),
                        ('sha256', models.CharField(max_length=64)),
                        ('size', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('warc', 'Web archive file'), ('deposit', 'Deposited file'), ('screenshot', 'Picture of the page'), ('print', 'Print of the page'), ('dom', 'Page as the browser had built it'), ('timestamp', 'Timestamp')], max_length=12)),
                        ('sealed_at', models.DateTimeField()),
                        ('checked_at', models.DateTimeField(blank=True, null=True)),
                        ('fixity', models.CharField(choices=[('unchecked', 'Not read again yet'), ('intact', 'Its digest fits'), ('altered', 'Its digest no longer fits'), ('missing', 'The file is not there'), ('unreadable', 'The file could not be read')], default='unchecked', max_length=10)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'indexes': [models.Index(models.OrderBy(models.F('checked_at'), nulls_first=True), models.F('id'), name='sealed_file_next_check'), models.Index(fields=['sha256'], name='sealed_file_digest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='sealed_file_named'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='sealed_file_sha256_shape'), models.CheckConstraint(condition=models.Q(('size__gte', 0)), name='sealed_file_size_counted'), models.CheckConstraint(condition=models.Q(('kind__in', ['warc', 'deposit', 'screenshot', 'print', 'dom', 'timestamp'])), name='sealed_file_kind_known'), models.CheckConstraint(condition=models.Q(('fixity__in', ['unchecked', 'intact', 'altered', 'missing', 'unreadable'])), name='sealed_file_fixity_known'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('fixity', 'unchecked')), models.Q(('checked_at__isnull', False), models.Q(('fixity', 'unchecked'), _negated=True)), _connector='OR'), name='sealed_file_checked_when')],
                    },
                ),
                migrations.CreateModel(
                    name='Timestamp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('requested_at', models.DateTimeField()),
                        ('taken_by', models.CharField(blank=True, max_length=200, null=True)),
                        ('taken_at', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('sha256', models.CharField(max_length=64)),
                        ('subject', models.CharField(choices=[('file', 'A sealed file'), ('ledger', 'The head of the ledger')], max_length=10)),
                        ('authority', models.CharField(max_length=60)),
                        ('status', models.CharField(choices=[('waiting', 'Waiting'), ('taken', 'Being asked for'), ('granted', 'Granted'), ('refused', 'Refused')], default='waiting', max_length=10)),
                        ('reason', models.JSONField(blank=True, default=list)),
                        ('granted_at', models.DateTimeField(blank=True, null=True)),
                        ('serial', models.CharField(blank=True, max_length=80)),
                        ('token_name', models.CharField(blank=True, max_length=250)),
                        ('token_sha256', models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'abstract': False,
                        'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['next_attempt_at', 'requested_at'], name='timestamp_queue')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='timestamp_taken_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken'), _negated=True), ('taken_at__isnull', False), _connector='OR'), name='timestamp_taken_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('status__in', ('waiting', 'taken'))), models.Q(models.Q(('status__in', ('waiting', 'taken')), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='timestamp_finished_when'), models.UniqueConstraint(fields=('sha256', 'authority'), name='timestamp_once'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='timestamp_sha256_shape'), models.CheckConstraint(condition=models.Q(('token_sha256', ''), ('token_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='timestamp_token_sha256_shape'), models.CheckConstraint(condition=models.Q(('authority__regex', '\\S')), name='timestamp_authority_given'), models.CheckConstraint(condition=models.Q(('subject__in', ['file', 'ledger'])), name='timestamp_subject_known'), models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'taken', 'granted', 'refused'])), name='timestamp_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'granted'), _negated=True), models.Q(('granted_at__isnull', False), models.Q(('token_name', ''), _negated=True), models.Q(('token_sha256', ''), _negated=True)), _connector='OR'), name='timestamp_granted_has_token')],
                    },
                ),
                migrations.CreateModel(
                    name='Page',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('url', models.TextField(unique=True, verbose_name='address')),
                        ('title', models.TextField(blank=True, verbose_name='title')),
                        ('language', models.CharField(blank=True, help_text='BCP 47 tag, such as fr or ar.', max_length=35, verbose_name='language')),
                        ('kind', models.CharField(choices=[('article', 'Article'), ('post', 'Post'), ('video', 'Video'), ('communique', 'Communiqué'), ('report', 'Report'), ('other', 'Other')], default='article', max_length=20, verbose_name='kind')),
                        ('published', models.DateField(blank=True, null=True, verbose_name='published')),
                        ('published_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('origin', models.CharField(choices=[('own', 'Own reporting'), ('derived', 'Credited to others'), ('unknown', 'Not stated')], default='unknown', max_length=10, verbose_name='origin')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='sources.publisher')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('url__regex', '^https?://')), name='page_url_is_http'), models.CheckConstraint(condition=models.Q(('kind__in', ['article', 'post', 'video', 'communique', 'report', 'other'])), name='page_kind_known'), models.CheckConstraint(condition=models.Q(('origin__in', ['own', 'derived', 'unknown'])), name='page_origin_known'), models.CheckConstraint(condition=models.Q(models.Q(('published__isnull', True), ('published_precision', 'unknown')), models.Q(('published__isnull', False), ('published_precision__in', ['day', 'month', 'year'])), _connector='OR'), name='page_published_with_precision')],
                    },
                ),
                migrations.CreateModel(
                    name='PublisherEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=80)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('kind', models.CharField(choices=[('news_agency', 'News agency'), ('newspaper', 'Newspaper'), ('news_site', 'News site'), ('broadcaster', 'Broadcaster'), ('public_broadcaster', 'Public broadcaster'), ('radio', 'Radio'), ('state_media', 'State media'), ('government_magazine', 'Government magazine'), ('partisan_site', 'Partisan site'), ('partisan_aggregator', 'Partisan aggregator'), ('aggregator', 'Aggregator'), ('blog', 'Blog'), ('channel', 'Channel on a messenger or network'), ('think_tank', 'Think tank'), ('ngo', 'Non-governmental organisation'), ('institution', 'Institution'), ('encyclopedia', 'Encyclopedia'), ('encyclopedia_mirror', 'Encyclopedia mirror'), ('other', 'Other')], default='other', max_length=30, verbose_name='kind')),
                        ('country', models.CharField(blank=True, help_text='ISO 3166-1 code; empty if not known.', max_length=2, verbose_name='country')),
                        ('homepage', models.CharField(blank=True, max_length=500, verbose_name='home page')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.publisher')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PublisherGrade',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('grade', models.CharField(choices=[('A', 'Completely reliable'), ('B', 'Usually reliable'), ('C', 'Fairly reliable'), ('D', 'Not usually reliable'), ('E', 'Unreliable'), ('F', 'Reliability cannot be judged')], max_length=1, verbose_name='grade')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='sources.publisher')),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('grade__in', ['A', 'B', 'C', 'D', 'E', 'F'])), name='publisher_grade_known'), models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='publisher_grade_reasoned')],
                    },
                ),
                migrations.CreateModel(
                    name='Capture',
                    fields=[
                        ('requested_at', models.DateTimeField()),
                        ('taken_by', models.CharField(blank=True, max_length=200, null=True)),
                        ('taken_at', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('cause', models.CharField(choices=[('cited', 'The page was cited'), ('asked', 'A person asked'), ('recheck', 'A later look for changes'), ('deposited', 'A person brought a copy')], max_length=10)),
                        ('status', models.CharField(choices=[('waiting', 'Waiting'), ('taken', 'Being captured'), ('sealed', 'Sealed'), ('failed', 'Failed')], default='waiting', max_length=10)),
                        ('tries', models.JSONField(blank=True, default=list)),
                        ('outcome', models.CharField(blank=True, max_length=30)),
                        ('reason', models.JSONField(blank=True, default=list)),
                        ('final_url', models.TextField(blank=True)),
                        ('http_status', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('content_type', models.CharField(blank=True, max_length=200)),
                        ('provenance', models.JSONField(blank=True, default=dict)),
                        ('file_name', models.CharField(blank=True, max_length=200)),
                        ('file_sha256', models.CharField(blank=True, max_length=64)),
                        ('file_size', models.BigIntegerField(blank=True, null=True)),
                        ('payload_sha256', models.CharField(blank=True, max_length=64)),
                        ('payload_size', models.BigIntegerField(blank=True, null=True)),
                        ('extraction', models.CharField(choices=[('none', 'Not tried'), ('done', 'Read'), ('empty', 'No text in it'), ('unsupported', 'No text can be read from this kind of file'), ('failed', 'The text could not be read')], default='none', max_length=12)),
                        ('text_sha256', models.CharField(blank=True, max_length=64)),
                        ('metadata', models.JSONField(blank=True, default=dict)),
                        ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='sources.page')),
                    ],
                    options={
                        'ordering': ['-requested_at', 'pk'],
                        'abstract': False,
                        'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['next_attempt_at', 'requested_at'], name='capture_queue'), models.Index(fields=['page', '-finished_at'], name='capture_of_page')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='capture_taken_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken'), _negated=True), ('taken_at__isnull', False), _connector='OR'), name='capture_taken_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('status__in', ('waiting', 'taken'))), models.Q(models.Q(('status__in', ('waiting', 'taken')), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='capture_finished_when'), models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'taken', 'sealed', 'failed'])), name='capture_status_known'), models.CheckConstraint(condition=models.Q(('cause__in', ['cited', 'asked', 'recheck', 'deposited'])), name='capture_cause_known'), models.CheckConstraint(condition=models.Q(('extraction__in', ['none', 'done', 'empty', 'unsupported', 'failed'])), name='capture_extraction_known'), models.CheckConstraint(condition=models.Q(('file_sha256', ''), ('file_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='capture_file_sha256_shape'), models.CheckConstraint(condition=models.Q(('payload_sha256', ''), ('payload_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='capture_payload_sha256_shape'), models.CheckConstraint(condition=models.Q(('text_sha256', ''), ('text_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='capture_text_sha256_shape'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('outcome', '')), models.Q(('finished_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='capture_finished_with_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'sealed'), _negated=True), models.Q(models.Q(('file_sha256', ''), _negated=True), models.Q(('file_name', ''), _negated=True), ('file_size__isnull', False)), _connector='OR'), name='capture_sealed_has_file'), models.UniqueConstraint(condition=models.Q(('status__in', ('waiting', 'taken')), models.Q(('cause', 'deposited'), _negated=True)), fields=('page',), name='capture_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('cause', 'deposited'), ('outcome', 'captured'), _negated=True), models.Q(('cause', 'deposited'), models.Q(('outcome', 'deposited'), _negated=True), _connector='OR')), name='capture_deposited_is_not_captured')],
                    },
                ),
                migrations.CreateModel(
                    name='Derivation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('wire_copy', 'Wire copy'), ('reprint', 'Reprint'), ('quotation', 'Quotation'), ('translation', 'Translation'), ('unspecified', 'Credited, manner not stated')], default='unspecified', max_length=20)),
                        ('credited_to', models.CharField(max_length=300, verbose_name='credited to')),
                        ('origin_key', models.CharField(blank=True, max_length=120)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('from_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='derived_pages', to='sources.page')),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='derivations', to='sources.page')),
                        ('from_publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credited_in', to='sources.publisher')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('page', 'credited_to', 'origin_key'), name='derivation_once'), models.CheckConstraint(condition=models.Q(('credited_to__regex', '\\S')), name='derivation_credit_given'), models.CheckConstraint(condition=models.Q(('kind__in', ['wire_copy', 'reprint', 'quotation', 'translation', 'unspecified'])), name='derivation_kind_known'), models.CheckConstraint(condition=models.Q(('from_page__isnull', True), models.Q(('from_page', models.F('page')), _negated=True), _connector='OR'), name='derivation_not_of_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='PageEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('url', models.TextField(verbose_name='address')),
                        ('title', models.TextField(blank=True, verbose_name='title')),
                        ('language', models.CharField(blank=True, help_text='BCP 47 tag, such as fr or ar.', max_length=35, verbose_name='language')),
                        ('kind', models.CharField(choices=[('article', 'Article'), ('post', 'Post'), ('video', 'Video'), ('communique', 'Communiqué'), ('report', 'Report'), ('other', 'Other')], default='article', max_length=20, verbose_name='kind')),
                        ('published', models.DateField(blank=True, null=True, verbose_name='published')),
                        ('published_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('origin', models.CharField(choices=[('own', 'Own reporting'), ('derived', 'Credited to others'), ('unknown', 'Not stated')], default='unknown', max_length=10, verbose_name='origin')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.page')),
                        ('publisher', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.publisher')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Quotation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('exact', models.TextField(verbose_name='exact words')),
                        ('prefix', models.TextField(blank=True, verbose_name='words before')),
                        ('suffix', models.TextField(blank=True, verbose_name='words after')),
                        ('language', models.CharField(blank=True, max_length=35, verbose_name='language')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotations', to='sources.page')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('exact__regex', '\\S')), name='quotation_says_something'), models.UniqueConstraint(fields=('page', 'exact', 'prefix', 'suffix'), name='quotation_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Watch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.PositiveSmallIntegerField(default=0)),
                        ('next_at', models.DateTimeField(blank=True, null=True)),
                        ('updated_at', models.DateTimeField()),
                        ('stopped_at', models.DateTimeField(blank=True, null=True)),
                        ('stopped_reason', models.TextField(blank=True)),
                        ('page', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='watch', to='sources.page')),
                        ('stopped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='watch_next')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_by__isnull', True)), models.Q(('stopped_at__isnull', False), ('stopped_by__isnull', False)), _connector='OR'), name='watch_stopped_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_reason', '')), models.Q(('next_at__isnull', True), ('stopped_at__isnull', False), models.Q(('stopped_reason', ''), _negated=True)), _connector='OR'), name='watch_stopped_with_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='CaptureText',
                    fields=[
                        ('capture', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='kept_text', serialize=False, to='sources.capture')),
                        ('text', models.TextField()),
                        ('words', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='capture_words'), models.Index(condition=models.Q(('words__isnull', True)), fields=['capture'], name='capture_words_missing')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='capture_text_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Deposit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('statement', models.TextField(verbose_name='how and when it was obtained')),
                        ('obtained_on', models.DateField(blank=True, null=True, verbose_name='obtained on')),
                        ('obtained_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('original_name', models.CharField(blank=True, max_length=255, verbose_name='name of the file')),
                        ('kind', models.CharField(choices=[('html', 'Web page'), ('pdf', 'PDF'), ('image', 'Image'), ('text', 'Plain text'), ('warc', 'Web archive file (WARC)'), ('wacz', 'Web archive package (WACZ)')], max_length=10)),
                        ('media_type', models.CharField(max_length=100)),
                        ('deposited_at', models.DateTimeField()),
                        ('capture', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='deposit', to='sources.capture')),
                        ('deposited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('statement__regex', '\\S')), name='deposit_statement_given'), models.CheckConstraint(condition=models.Q(('kind__in', ['html', 'pdf', 'image', 'text', 'warc', 'wacz'])), name='deposit_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('obtained_on__isnull', True), ('obtained_precision', 'unknown')), models.Q(('obtained_on__isnull', False), ('obtained_precision__in', ['day', 'month', 'year'])), _connector='OR'), name='deposit_obtained_with_precision')],
                    },
                ),
                migrations.CreateModel(
                    name='DerivationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('wire_copy', 'Wire copy'), ('reprint', 'Reprint'), ('quotation', 'Quotation'), ('translation', 'Translation'), ('unspecified', 'Credited, manner not stated')], default='unspecified', max_length=20)),
                        ('credited_to', models.CharField(max_length=300, verbose_name='credited to')),
                        ('origin_key', models.CharField(blank=True, max_length=120)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.derivation')),
                        ('from_page', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.page')),
                        ('page', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.page')),
                        ('from_publisher', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.publisher')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Finding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('verbatim', 'Verbatim'), ('near', 'Near, with differences'), ('altered', 'Altered: a digit, a negation or a name differs'), ('absent', 'Absent'), ('unreadable', 'Unreadable')], max_length=12)),
                        ('start', models.PositiveIntegerField(blank=True, null=True)),
                        ('end', models.PositiveIntegerField(blank=True, null=True)),
                        ('matched', models.TextField(blank=True)),
                        ('differences', models.JSONField(blank=True, default=list)),
                        ('at', models.DateTimeField()),
                        ('capture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='sources.capture')),
                        ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='sources.quotation')),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('quotation', 'capture'), name='finding_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['verbatim', 'near', 'altered', 'absent', 'unreadable'])), name='finding_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__gte', models.F('start')), ('start__isnull', False)), _connector='OR'), name='finding_place_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='Recheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('page_gone', 'Page gone'), ('page_blocked', 'Page blocked'), ('page_walled', 'Page behind a wall'), ('page_failed', 'No whole answer'), ('quotation_altered', 'Quotation altered'), ('quotation_gone', 'Quotation gone'), ('quotation_moved', 'Quotation moved'), ('page_moved', 'Page moved'), ('changed_elsewhere', 'Changed elsewhere'), ('unchanged', 'Unchanged')], max_length=20)),
                        ('number_altered', models.BooleanField(default=False)),
                        ('quotations', models.JSONField(blank=True, default=list)),
                        ('at', models.DateTimeField()),
                        ('seen_at', models.DateTimeField(blank=True, null=True)),
                        ('seen_note', models.TextField(blank=True)),
                        ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later_looks', to='sources.capture')),
                        ('later', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='sources.capture')),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='sources.page')),
                        ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('number_altered', True), ('seen_at__isnull', True)), fields=['-at'], name='recheck_to_look_at'), models.Index(fields=['page', '-at'], name='recheck_of_page')],
                        'constraints': [models.UniqueConstraint(fields=('earlier', 'later'), name='recheck_once'), models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='recheck_of_two'), models.CheckConstraint(condition=models.Q(('kind__in', ['page_gone', 'page_blocked', 'page_walled', 'page_failed', 'quotation_altered', 'quotation_gone', 'quotation_moved', 'page_moved', 'changed_elsewhere', 'unchanged'])), name='recheck_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('seen_at__isnull', True), ('seen_by__isnull', True)), models.Q(('seen_at__isnull', False), ('seen_by__isnull', False)), _connector='OR'), name='recheck_seen_by_and_at'), models.CheckConstraint(condition=models.Q(('number_altered', False), ('kind', 'quotation_altered'), _connector='OR'), name='recheck_number_is_alteration')],
                    },
                ),
                migrations.CreateModel(
                    name='Rendering',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('requested_at', models.DateTimeField()),
                        ('taken_by', models.CharField(blank=True, max_length=200, null=True)),
                        ('taken_at', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('status', models.CharField(choices=[('waiting', 'Waiting'), ('taken', 'Being rendered'), ('done', 'Rendered'), ('failed', 'Could not be rendered'), ('unavailable', 'No browser to render with')], default='waiting', max_length=12)),
                        ('reason', models.JSONField(blank=True, default=list)),
                        ('software', models.CharField(blank=True, max_length=200)),
                        ('provenance', models.JSONField(blank=True, default=dict)),
                        ('capture', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rendering', to='sources.capture')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'abstract': False,
                        'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['next_attempt_at', 'requested_at'], name='rendering_queue')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='rendering_taken_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken'), _negated=True), ('taken_at__isnull', False), _connector='OR'), name='rendering_taken_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('status__in', ('waiting', 'taken'))), models.Q(models.Q(('status__in', ('waiting', 'taken')), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='rendering_finished_when'), models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'taken', 'done', 'failed', 'unavailable'])), name='rendering_status_known')],
                    },
                ),
                migrations.CreateModel(
                    name='WatchEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('step', models.PositiveSmallIntegerField(default=0)),
                        ('next_at', models.DateTimeField(blank=True, null=True)),
                        ('updated_at', models.DateTimeField()),
                        ('stopped_at', models.DateTimeField(blank=True, null=True)),
                        ('stopped_reason', models.TextField(blank=True)),
                        ('page', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.page')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.watch')),
                        ('stopped_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RenderedFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('warc', 'Web archive file'), ('deposit', 'Deposited file'), ('screenshot', 'Picture of the page'), ('print', 'Print of the page'), ('dom', 'Page as the browser had built it'), ('timestamp', 'Timestamp')], max_length=12)),
                        ('width', models.PositiveIntegerField(blank=True, null=True)),
                        ('height', models.PositiveIntegerField(blank=True, null=True)),
                        ('rendering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='sources.rendering')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.sealedfile')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('rendering', 'kind'), name='rendered_file_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['screenshot', 'print', 'dom'])), name='rendered_file_kind'), models.CheckConstraint(condition=models.Q(models.Q(('height__isnull', True), ('width__isnull', True)), models.Q(('height__isnull', False), ('width__isnull', False)), _connector='OR'), name='rendered_file_both_sides')],
                    },
                ),
        ]
        ),
        tracker.base.triggers.AddTrigger(
            model_name='publisher',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_publisherevent" ("country", "homepage", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."country", NEW."homepage", NEW."id", NEW."kind", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='223b8102ae7db7be33d6a5e356609f92ebf13af2', operation='INSERT', pgid='pgtrigger_insert_insert_30d8f', table='sources_publisher', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='publisher',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_publisherevent" ("country", "homepage", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."country", NEW."homepage", NEW."id", NEW."kind", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='53f89478b4d6a0060cfac06cbed524a479742839', operation='UPDATE', pgid='pgtrigger_update_update_7ed41', table='sources_publisher', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='sealedfile',
            trigger=pgtrigger.compiler.Trigger(name='sealed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."sealed_at" IS DISTINCT FROM (NEW."sealed_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ea20df27307395dfdf0a34442b492f6d1a5e9b85', operation='UPDATE', pgid='pgtrigger_sealed_stays_4447b', table='sources_sealedfile', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='sealedfile',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='78264cd6e5a7209cbffa4f9ed73eb38a8e7ffca9', operation='DELETE', pgid='pgtrigger_never_deleted_72789', table='sources_sealedfile', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='timestamp',
            trigger=pgtrigger.compiler.Trigger(name='granted_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'granted\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a2dc4fb1f94352bc5d5b55a38c4a5e7dc499cb2d', operation='UPDATE', pgid='pgtrigger_granted_stays_52bda', table='sources_timestamp', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='timestamp',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='25cb9dc6f3c2eb41e714080d7c9ba65ef2af3a90', operation='DELETE', pgid='pgtrigger_never_deleted_76a84', table='sources_timestamp', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='page',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_pageevent" ("added_at", "added_by_id", "id", "kind", "language", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_precision", "publisher_id", "title", "url") VALUES (NEW."added_at", NEW."added_by_id", NEW."id", NEW."kind", NEW."language", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published", NEW."published_precision", NEW."publisher_id", NEW."title", NEW."url"); RETURN NULL;', hash='054acd3bd9aaa3d7af138851cb1d766564704736', operation='INSERT', pgid='pgtrigger_insert_insert_bdf7b', table='sources_page', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='page',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_pageevent" ("added_at", "added_by_id", "id", "kind", "language", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "published_precision", "publisher_id", "title", "url") VALUES (NEW."added_at", NEW."added_by_id", NEW."id", NEW."kind", NEW."language", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published", NEW."published_precision", NEW."publisher_id", NEW."title", NEW."url"); RETURN NULL;', hash='5940b4753ce37d93a0f57f19a12c7f089a57c414', operation='UPDATE', pgid='pgtrigger_update_update_04ad2', table='sources_page', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='publishergrade',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='86c874d66f5b558a2814a4d090cc4a07abece0b0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c183a', table='sources_publishergrade', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='capture',
            trigger=pgtrigger.compiler.Trigger(name='sealed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."finished_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cc0ff1e8ff96c0890f904a66f843881eb2ec67fc', operation='UPDATE', pgid='pgtrigger_sealed_stays_e25d1', table='sources_capture', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='capture',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='43ddfba48a42644fd441a5f1d4121016276ce8ed', operation='DELETE', pgid='pgtrigger_never_deleted_ee4ac', table='sources_capture', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_derivationevent" ("added_at", "added_by_id", "credited_to", "from_page_id", "from_publisher_id", "id", "kind", "origin_key", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."credited_to", NEW."from_page_id", NEW."from_publisher_id", NEW."id", NEW."kind", NEW."origin_key", NEW."page_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='3487e1a7b327eee416198c27d17628a621e0aa4b', operation='INSERT', pgid='pgtrigger_insert_insert_ddcea', table='sources_derivation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_derivationevent" ("added_at", "added_by_id", "credited_to", "from_page_id", "from_publisher_id", "id", "kind", "origin_key", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."credited_to", NEW."from_page_id", NEW."from_publisher_id", NEW."id", NEW."kind", NEW."origin_key", NEW."page_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6c21da11338bbf79a9a20b7558545edea6f181f1', operation='UPDATE', pgid='pgtrigger_update_update_734f9', table='sources_derivation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='quotation',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7211362909afe77f36e4ed0479d0f0f968ca75af', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b2fd2', table='sources_quotation', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='watch',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_watchevent" ("id", "next_at", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step", "stopped_at", "stopped_by_id", "stopped_reason", "updated_at") VALUES (NEW."id", NEW."next_at", NEW."page_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."step", NEW."stopped_at", NEW."stopped_by_id", NEW."stopped_reason", NEW."updated_at"); RETURN NULL;', hash='b9f8a016f47e2829a759d78e3027507b1f1759c4', operation='INSERT', pgid='pgtrigger_insert_insert_fa998', table='sources_watch', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='watch',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_watchevent" ("id", "next_at", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step", "stopped_at", "stopped_by_id", "stopped_reason", "updated_at") VALUES (NEW."id", NEW."next_at", NEW."page_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."step", NEW."stopped_at", NEW."stopped_by_id", NEW."stopped_reason", NEW."updated_at"); RETURN NULL;', hash='88b120f3b23866cbf3fcf0644b44880b9c7c5677', operation='UPDATE', pgid='pgtrigger_update_update_b7ace', table='sources_watch', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='capturetext',
            trigger=pgtrigger.compiler.Trigger(name='text_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."capture_id" IS DISTINCT FROM (NEW."capture_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='69819639feffc918512d02a55d92239bf4d7f2aa', operation='UPDATE', pgid='pgtrigger_text_stays_2be5f', table='sources_capturetext', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='capturetext',
            trigger=pgtrigger.compiler.Trigger(name='words_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."words" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='561906b104068ae259dc7655f8b9236f90beeea6', operation='UPDATE', pgid='pgtrigger_words_once_2c8ad', table='sources_capturetext', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='capturetext',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='9aa4b12f54e6174ff55dd2ea848ff9d50342726e', operation='DELETE', pgid='pgtrigger_never_deleted_ddcb7', table='sources_capturetext', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='deposit',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5e2e2ad40fb375ebc9a5e1441df44f69312caf5d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_41566', table='sources_deposit', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1af5f2043c6f016d0a4630774499baf4fbed7f11', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eb3cd', table='sources_finding', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='recheck',
            trigger=pgtrigger.compiler.Trigger(name='found_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."page_id" IS DISTINCT FROM (NEW."page_id") OR OLD."earlier_id" IS DISTINCT FROM (NEW."earlier_id") OR OLD."later_id" IS DISTINCT FROM (NEW."later_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number_altered" IS DISTINCT FROM (NEW."number_altered") OR OLD."quotations" IS DISTINCT FROM (NEW."quotations") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d70681809e3fc1b62775655a4bcb75d1c7916202', operation='UPDATE', pgid='pgtrigger_found_stays_f2ae3', table='sources_recheck', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='recheck',
            trigger=pgtrigger.compiler.Trigger(name='seen_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."seen_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9ccd350e9316cb60d176eeedb09f12e4c4ebd805', operation='UPDATE', pgid='pgtrigger_seen_once_dc444', table='sources_recheck', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='recheck',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='4d64c0d0023f30affc7c148aa25bb20b6867c6ed', operation='DELETE', pgid='pgtrigger_never_deleted_b7ffd', table='sources_recheck', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='rendering',
            trigger=pgtrigger.compiler.Trigger(name='done_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'done\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c2a08db47e9817a32b1f151358af328f90bc982a', operation='UPDATE', pgid='pgtrigger_done_stays_80f24', table='sources_rendering', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='rendering',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='496376a482ee17d62f43f44542839b0f8dfd29ff', operation='DELETE', pgid='pgtrigger_never_deleted_7bfa6', table='sources_rendering', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='renderedfile',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7176ad83305c7325191f586effbbcd32fc6099a4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4026', table='sources_renderedfile', when='BEFORE')),
        ),
    ]

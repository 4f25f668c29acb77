"""The first tables of claims.

One operation makes a table with all its keys and rules, as each operation takes time of its own. The two
lists of rows that go through a table come after that table, and the triggers come last.
"""

import django.db.models.deletion
import pgtrigger.compiler
import tracker.base.triggers
from django.conf import settings
from django.db import migrations, models
from tracker.base.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('sources', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
        [
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('actor_id', models.BigIntegerField(blank=True, null=True)),
                        ('actor_name', models.CharField(max_length=200)),
                        ('verb', models.CharField(max_length=40)),
                        ('target_type', models.CharField(max_length=40)),
                        ('target_id', models.CharField(max_length=40)),
                        ('claim_id', models.BigIntegerField(blank=True, null=True)),
                        ('from_status', models.CharField(blank=True, max_length=20)),
                        ('to_status', models.CharField(blank=True, max_length=20)),
                        ('reason', models.TextField(blank=True)),
                        ('data', models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'indexes': [models.Index(fields=['target_type', 'target_id', 'at'], name='event_of_target'), models.Index(fields=['claim_id', 'at'], name='event_of_claim')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('verb__regex', '\\S')), name='event_verb_given'), models.CheckConstraint(condition=models.Q(('actor_name__regex', '\\S')), name='event_actor_named')],
                    },
                ),
                migrations.CreateModel(
                    name='Party',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('acronym', models.CharField(blank=True, max_length=30, verbose_name='acronym')),
                        ('kind', models.CharField(choices=[('state_armed_forces', 'State armed forces'), ('armed_group', 'Armed group'), ('private_military', 'Private military company'), ('government', 'Government'), ('intelligence_service', 'Intelligence service'), ('igo', 'Intergovernmental organisation'), ('ngo', 'Non-governmental organisation'), ('company', 'Company'), ('media', 'Media'), ('individual', 'Individual'), ('anonymous_source', 'Unnamed source'), ('civilians', 'Civilians'), ('unattributed', 'Unattributed')], max_length=30, verbose_name='kind')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                    ],
                    options={
                        'verbose_name_plural': 'parties',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='party_name_given'), models.CheckConstraint(condition=models.Q(('kind__in', ['state_armed_forces', 'armed_group', 'private_military', 'government', 'intelligence_service', 'igo', 'ngo', 'company', 'media', 'individual', 'anonymous_source', 'civilians', 'unattributed'])), name='party_kind_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                        ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                        ('precision', models.CharField(choices=[('exact', 'exact'), ('town', 'town'), ('region', 'region'), ('country', 'country'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('note', models.TextField(blank=True)),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='place_name_given'), models.CheckConstraint(condition=models.Q(('precision__in', ['exact', 'town', 'region', 'country', 'unknown'])), name='place_precision_known'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='place_on_earth')],
                    },
                ),
                migrations.CreateModel(
                    name='Affiliation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('note', models.TextField(blank=True)),
                        ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='sources.publisher')),
                        ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='claims.party')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('party', 'publisher'), name='affiliation_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Incident',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=100, unique=True)),
                        ('reference', models.CharField(blank=True, max_length=150, null=True, unique=True)),
                        ('title', models.CharField(max_length=300, verbose_name='title')),
                        ('summary', models.TextField(blank=True, verbose_name='summary')),
                        ('start', models.DateField(blank=True, null=True, verbose_name='first day')),
                        ('start_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('end', models.DateField(blank=True, null=True, verbose_name='last day')),
                        ('end_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('is_exercise', models.BooleanField(default=False, help_text='Invented: nothing here happened. Every page says so.')),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='claims.place')),
                    ],
                    options={
                        'ordering': [models.OrderBy(models.F('start'), descending=True, nulls_last=True), 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='incident_title_given'), models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='incident_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('start__isnull', True), ('start_precision', 'unknown')), models.Q(('start__isnull', False), ('start_precision__in', ['day', 'month', 'year'])), _connector='OR'), name='incident_start_with_precision'), models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('end_precision', 'unknown')), models.Q(('end__isnull', False), ('end_precision__in', ['day', 'month', 'year'])), _connector='OR'), name='incident_end_with_precision')],
                    },
                ),
                migrations.CreateModel(
                    name='PartyAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=35)),
                        ('name', models.CharField(max_length=200)),
                        ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='claims.party')),
                    ],
                    options={
                        'verbose_name_plural': 'party aliases',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('party', 'language', 'name'), name='party_alias_once'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='party_alias_given')],
                    },
                ),
                migrations.CreateModel(
                    name='PartyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=80)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('acronym', models.CharField(blank=True, max_length=30, verbose_name='acronym')),
                        ('kind', models.CharField(choices=[('state_armed_forces', 'State armed forces'), ('armed_group', 'Armed group'), ('private_military', 'Private military company'), ('government', 'Government'), ('intelligence_service', 'Intelligence service'), ('igo', 'Intergovernmental organisation'), ('ngo', 'Non-governmental organisation'), ('company', 'Company'), ('media', 'Media'), ('individual', 'Individual'), ('anonymous_source', 'Unnamed source'), ('civilians', 'Civilians'), ('unattributed', 'Unattributed')], max_length=30, verbose_name='kind')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.party')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlaceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=80)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                        ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                        ('precision', models.CharField(choices=[('exact', 'exact'), ('town', 'town'), ('region', 'region'), ('country', 'country'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('note', models.TextField(blank=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.place')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AffiliationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('note', models.TextField(blank=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.affiliation')),
                        ('publisher', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.publisher')),
                        ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.party')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Claim',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', models.CharField(blank=True, max_length=150, null=True, unique=True)),
                        ('spokesperson', models.CharField(blank=True, max_length=200, verbose_name='spokesperson')),
                        ('statement', models.TextField(verbose_name='statement')),
                        ('wording', models.CharField(choices=[('verbatim', "In the claimant's own words"), ('paraphrase', 'Paraphrase')], max_length=12, verbose_name='wording')),
                        ('nature', models.CharField(choices=[('statement', 'Statement'), ('silence', 'No statement: conduct or silence')], default='statement', max_length=12)),
                        ('language', models.CharField(default='en', max_length=35, verbose_name='language')),
                        ('made_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                        ('made_on_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('status', models.CharField(choices=[('draft', 'draft'), ('recorded', 'recorded'), ('in_review', 'in review'), ('agreed', 'agreed'), ('split', 'split'), ('settled', 'settled'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', max_length=12)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims_recorded', to=settings.AUTH_USER_MODEL)),
                        ('outlet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims_in_own_voice', to='sources.publisher')),
                        ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.incident')),
                        ('claimant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.party')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.place')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['incident', 'status'], name='claim_of_incident'), models.Index(fields=['status', '-created_at'], name='claim_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('statement__regex', '\\S')), name='claim_says_something'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'recorded', 'in_review', 'agreed', 'split', 'settled', 'published', 'withdrawn'])), name='claim_status_known'), models.CheckConstraint(condition=models.Q(('wording__in', ['verbatim', 'paraphrase'])), name='claim_wording_known'), models.CheckConstraint(condition=models.Q(('nature__in', ['statement', 'silence'])), name='claim_nature_known'), models.CheckConstraint(condition=models.Q(models.Q(('made_on__isnull', True), ('made_on_precision', 'unknown')), models.Q(('made_on__isnull', False), ('made_on_precision__in', ['day', 'month', 'year'])), _connector='OR'), name='claim_made_on_with_precision')],
                    },
                ),
                migrations.CreateModel(
                    name='IncidentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=100)),
                        ('reference', models.CharField(blank=True, max_length=150, null=True)),
                        ('title', models.CharField(max_length=300, verbose_name='title')),
                        ('summary', models.TextField(blank=True, verbose_name='summary')),
                        ('start', models.DateField(blank=True, null=True, verbose_name='first day')),
                        ('start_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('end', models.DateField(blank=True, null=True, verbose_name='last day')),
                        ('end_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('is_exercise', models.BooleanField(default=False, help_text='Invented: nothing here happened. Every page says so.')),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.incident')),
                        ('place', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.place')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PartyAliasEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('language', models.CharField(max_length=35)),
                        ('name', models.CharField(max_length=200)),
                        ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.party')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.partyalias')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Citation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stance', models.CharField(choices=[('reports', 'reports the claim'), ('supports', 'supports the claim'), ('contradicts', 'contradicts the claim'), ('context', 'gives context')], max_length=12, verbose_name='stance')),
                        ('credibility', models.CharField(choices=[('1', 'Confirmed by other sources'), ('2', 'Probably true'), ('3', 'Possibly true'), ('4', 'Doubtful'), ('5', 'Improbable'), ('6', 'Truth cannot be judged')], default='6', max_length=1, verbose_name='credibility')),
                        ('locator', models.CharField(blank=True, max_length=200, verbose_name='where on the page')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='sources.page')),
                        ('quotation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='sources.quotation')),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='claims.claim')),
                    ],
                    options={
                        'ordering': ['claim_id', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'page', 'quotation'), name='citation_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('stance__in', ['reports', 'supports', 'contradicts', 'context'])), name='citation_stance_known'), models.CheckConstraint(condition=models.Q(('credibility__in', ['1', '2', '3', '4', '5', '6'])), name='citation_credibility_known'), models.CheckConstraint(condition=models.Q(('position__gte', 0)), name='citation_position_not_negative')],
                    },
                ),
                migrations.CreateModel(
                    name='ClaimEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reference', models.CharField(blank=True, max_length=150, null=True)),
                        ('spokesperson', models.CharField(blank=True, max_length=200, verbose_name='spokesperson')),
                        ('statement', models.TextField(verbose_name='statement')),
                        ('wording', models.CharField(choices=[('verbatim', "In the claimant's own words"), ('paraphrase', 'Paraphrase')], max_length=12, verbose_name='wording')),
                        ('nature', models.CharField(choices=[('statement', 'Statement'), ('silence', 'No statement: conduct or silence')], default='statement', max_length=12)),
                        ('language', models.CharField(default='en', max_length=35, verbose_name='language')),
                        ('made_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                        ('made_on_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10)),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('status', models.CharField(choices=[('draft', 'draft'), ('recorded', 'recorded'), ('in_review', 'in review'), ('agreed', 'agreed'), ('split', 'split'), ('settled', 'settled'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', max_length=12)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('outlet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.publisher')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.claim')),
                        ('incident', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.incident')),
                        ('claimant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.party')),
                        ('place', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.place')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Counterclaim',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(choices=[('different_figure', 'different figure'), ('denial', 'denial'), ('different_attribution', 'different attribution'), ('different_date', 'different date'), ('different_place', 'different place'), ('different_outcome', 'different outcome'), ('partial_confirmation', 'partial confirmation'), ('repetition', 'repetition'), ('revision', 'revision')], max_length=24, verbose_name='ground')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('answers', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countered_by', to='claims.claim')),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counters', to='claims.claim')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'answers', 'ground'), name='counterclaim_once'), models.CheckConstraint(condition=models.Q(('ground__in', ['different_figure', 'denial', 'different_attribution', 'different_date', 'different_place', 'different_outcome', 'partial_confirmation', 'repetition', 'revision'])), name='counterclaim_ground_known'), models.CheckConstraint(condition=models.Q(('claim', models.F('answers')), _negated=True), name='counterclaim_not_of_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='Figure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('measure', models.CharField(choices=[('killed', 'Killed'), ('wounded', 'Wounded'), ('captured', 'Captured'), ('missing', 'Missing'), ('killed_or_wounded', 'Killed or wounded'), ('killed_missing_captured', 'Killed, missing or captured'), ('strength', 'Strength'), ('positions_taken', 'Positions taken'), ('attacks', 'Attacks'), ('operations', 'Operations'), ('targets_hit', 'Targets hit'), ('accidents', 'Accidents'), ('witnesses', 'Witnesses'), ('member_groups', 'Member groups'), ('vehicles_destroyed', 'Vehicles destroyed'), ('vehicles_damaged', 'Vehicles damaged'), ('vehicles_captured', 'Vehicles captured'), ('vehicles_escaped', 'Vehicles escaped'), ('weapons_captured', 'Weapons captured'), ('aircraft_lost', 'Aircraft lost'), ('aircraft_damaged', 'Aircraft damaged'), ('distance_km', 'Distance'), ('duration_years', 'Duration'), ('growth_factor', 'Growth')], max_length=30, verbose_name='measure')),
                        ('low', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='low')),
                        ('best', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='best')),
                        ('high', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='high')),
                        ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('more_than', 'more than'), ('at_most', 'at most'), ('less_than', 'less than'), ('about', 'about'), ('range', 'between'), ('vague', 'no exact number'), ('none', 'no number given')], max_length=12, verbose_name='qualifier')),
                        ('wording', models.CharField(blank=True, max_length=200, verbose_name='as worded')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('as_published', models.BooleanField(default=False)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='claims.claim')),
                    ],
                    options={
                        'ordering': ['claim_id', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'position'), name='figure_position_once'), models.CheckConstraint(condition=models.Q(('measure__in', ['killed', 'wounded', 'captured', 'missing', 'killed_or_wounded', 'killed_missing_captured', 'strength', 'positions_taken', 'attacks', 'operations', 'targets_hit', 'accidents', 'witnesses', 'member_groups', 'vehicles_destroyed', 'vehicles_damaged', 'vehicles_captured', 'vehicles_escaped', 'weapons_captured', 'aircraft_lost', 'aircraft_damaged', 'distance_km', 'duration_years', 'growth_factor'])), name='figure_measure_known'), models.CheckConstraint(condition=models.Q(('qualifier__in', ['exact', 'at_least', 'more_than', 'at_most', 'less_than', 'about', 'range', 'vague', 'none'])), name='figure_qualifier_known'), models.CheckConstraint(condition=models.Q(('as_published', True), models.Q(models.Q(('low__isnull', True), ('best__isnull', True), ('best__gte', models.F('low')), _connector='OR'), models.Q(('low__isnull', True), ('high__isnull', True), ('high__gte', models.F('low')), _connector='OR'), models.Q(('best__isnull', True), ('high__isnull', True), ('high__gte', models.F('best')), _connector='OR')), _connector='OR'), name='figure_low_best_high'), models.CheckConstraint(condition=models.Q(models.Q(('low__isnull', True), ('low__gte', 0), _connector='OR'), models.Q(('best__isnull', True), ('best__gte', 0), _connector='OR'), models.Q(('high__isnull', True), ('high__gte', 0), _connector='OR')), name='figure_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('qualifier__in', ['vague', 'none']), _negated=True), models.Q(('best__isnull', True), ('high__isnull', True), ('low__isnull', True)), _connector='OR'), name='figure_vague_has_no_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Translation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=35, verbose_name='language')),
                        ('text', models.TextField(verbose_name='translation')),
                        ('translator', models.CharField(help_text="A person's name, or the program's.", max_length=200, verbose_name='translator')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='claims.claim')),
                    ],
                    options={
                        'ordering': ['language', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'language', 'translator'), name='translation_once'), models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='translation_says_something'), models.CheckConstraint(condition=models.Q(('translator__regex', '\\S')), name='translation_has_translator')],
                    },
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('content', models.TextField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('made_at', models.DateTimeField()),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='claims.claim')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['claim_id', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'number'), name='version_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='version_counted_from_one'), models.CheckConstraint(condition=models.Q(('content__regex', '\\S')), name='version_says_something'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='version_sha256_shape')],
                    },
                ),
                migrations.CreateModel(
                    name='CitationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('stance', models.CharField(choices=[('reports', 'reports the claim'), ('supports', 'supports the claim'), ('contradicts', 'contradicts the claim'), ('context', 'gives context')], max_length=12, verbose_name='stance')),
                        ('credibility', models.CharField(choices=[('1', 'Confirmed by other sources'), ('2', 'Probably true'), ('3', 'Possibly true'), ('4', 'Doubtful'), ('5', 'Improbable'), ('6', 'Truth cannot be judged')], default='6', max_length=1, verbose_name='credibility')),
                        ('locator', models.CharField(blank=True, max_length=200, verbose_name='where on the page')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('page', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.page')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.citation')),
                        ('quotation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.quotation')),
                        ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CounterclaimEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('ground', models.CharField(choices=[('different_figure', 'different figure'), ('denial', 'denial'), ('different_attribution', 'different attribution'), ('different_date', 'different date'), ('different_place', 'different place'), ('different_outcome', 'different outcome'), ('partial_confirmation', 'partial confirmation'), ('repetition', 'repetition'), ('revision', 'revision')], max_length=24, verbose_name='ground')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('answers', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.counterclaim')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FigureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('measure', models.CharField(choices=[('killed', 'Killed'), ('wounded', 'Wounded'), ('captured', 'Captured'), ('missing', 'Missing'), ('killed_or_wounded', 'Killed or wounded'), ('killed_missing_captured', 'Killed, missing or captured'), ('strength', 'Strength'), ('positions_taken', 'Positions taken'), ('attacks', 'Attacks'), ('operations', 'Operations'), ('targets_hit', 'Targets hit'), ('accidents', 'Accidents'), ('witnesses', 'Witnesses'), ('member_groups', 'Member groups'), ('vehicles_destroyed', 'Vehicles destroyed'), ('vehicles_damaged', 'Vehicles damaged'), ('vehicles_captured', 'Vehicles captured'), ('vehicles_escaped', 'Vehicles escaped'), ('weapons_captured', 'Weapons captured'), ('aircraft_lost', 'Aircraft lost'), ('aircraft_damaged', 'Aircraft damaged'), ('distance_km', 'Distance'), ('duration_years', 'Duration'), ('growth_factor', 'Growth')], max_length=30, verbose_name='measure')),
                        ('low', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='low')),
                        ('best', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='best')),
                        ('high', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='high')),
                        ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('more_than', 'more than'), ('at_most', 'at most'), ('less_than', 'less than'), ('about', 'about'), ('range', 'between'), ('vague', 'no exact number'), ('none', 'no number given')], max_length=12, verbose_name='qualifier')),
                        ('wording', models.CharField(blank=True, max_length=200, verbose_name='as worded')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('as_published', models.BooleanField(default=False)),
                        ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.figure')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FigureSubject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('figure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figure_subjects', to='claims.figure')),
                        ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.party')),
                    ],
                    options={
                        'ordering': ['figure_id', 'position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('figure', 'party'), name='figure_subject_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('opened_from', models.CharField(choices=[('draft', 'draft'), ('recorded', 'recorded'), ('in_review', 'in review'), ('agreed', 'agreed'), ('split', 'split'), ('settled', 'settled'), ('published', 'published'), ('withdrawn', 'withdrawn')], max_length=12)),
                        ('opening_reason', models.TextField(blank=True)),
                        ('opened_at', models.DateTimeField()),
                        ('result', models.CharField(blank=True, choices=[('agreed', 'the reviewers agree'), ('split', 'the reviewers differ'), ('cancelled', 'ended without a result')], max_length=10)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('settled_rating', models.CharField(blank=True, choices=[('supported', 'Supported'), ('mostly_supported', 'Mostly supported'), ('partly_supported', 'Partly supported'), ('mostly_refuted', 'Mostly refuted'), ('refuted', 'Refuted'), ('contested', 'Contested'), ('unverifiable', 'Unverifiable'), ('needs_more_evidence', 'Needs more evidence')], max_length=24, verbose_name='rating')),
                        ('settlement', models.TextField(blank=True)),
                        ('settled_at', models.DateTimeField(blank=True, null=True)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='claims.claim')),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='claims.version')),
                    ],
                    options={
                        'ordering': ['claim_id', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'number'), name='round_number_once'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('claim',), name='round_one_open'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='round_counted_from_one'), models.CheckConstraint(condition=models.Q(('opened_from__in', ['recorded', 'agreed', 'split', 'published'])), name='round_opened_from_known'), models.CheckConstraint(condition=models.Q(('opened_from', 'recorded'), ('opening_reason__regex', '\\S'), _connector='OR'), name='round_repeated_for_a_reason'), models.CheckConstraint(condition=models.Q(('result__in', ['', 'agreed', 'split', 'cancelled'])), name='round_result_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='round_closed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('result', '')), models.Q(('closed_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='round_closed_with_result'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='round_settled_by_and_at'), models.CheckConstraint(condition=models.Q(('settled_rating__in', ['', 'supported', 'mostly_supported', 'partly_supported', 'mostly_refuted', 'refuted', 'contested', 'unverifiable', 'needs_more_evidence'])), name='round_settled_rating_known'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_rating', ''), ('settlement', '')), models.Q(('settled_at__isnull', False), ('settlement__regex', '\\S'), models.Q(('settled_rating', ''), _negated=True)), _connector='OR'), name='round_settled_in_writing'), models.CheckConstraint(condition=models.Q(('settled_at__isnull', True), ('result', 'split'), _connector='OR'), name='round_settled_if_split')],
                    },
                ),
                migrations.CreateModel(
                    name='TranslationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('language', models.CharField(max_length=35, verbose_name='language')),
                        ('text', models.TextField(verbose_name='translation')),
                        ('translator', models.CharField(help_text="A person's name, or the program's.", max_length=200, verbose_name='translator')),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.translation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Assignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('assigned_at', models.DateTimeField()),
                        ('due', models.DateField(verbose_name='due')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('status', models.CharField(choices=[('open', 'open'), ('sealed', 'sealed'), ('declined', 'declined'), ('cancelled', 'cancelled')], default='open', max_length=10)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('closing_note', models.TextField(blank=True)),
                        ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='claims.round')),
                    ],
                    options={
                        'ordering': ['due', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('round', 'reviewer'), name='assignment_once_a_round'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'sealed', 'declined', 'cancelled'])), name='assignment_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='assignment_closed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='assignment_closed_when_not_open')],
                    },
                ),
                migrations.CreateModel(
                    name='Verdict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('rating', models.CharField(choices=[('supported', 'Supported'), ('mostly_supported', 'Mostly supported'), ('partly_supported', 'Partly supported'), ('mostly_refuted', 'Mostly refuted'), ('refuted', 'Refuted'), ('contested', 'Contested'), ('unverifiable', 'Unverifiable'), ('needs_more_evidence', 'Needs more evidence')], max_length=24, verbose_name='rating')),
                        ('summary', models.TextField(verbose_name='summary')),
                        ('low', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='low')),
                        ('high', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='high')),
                        ('basis', models.CharField(choices=[('agreement', 'The reviewers agreed'), ('settlement', 'The reviewers split; an editor settled it in writing'), ('correction', 'A correction of an earlier verdict')], max_length=12)),
                        ('settlement', models.TextField(blank=True)),
                        ('change_reason', models.TextField(blank=True, verbose_name='what changed and why')),
                        ('published_at', models.DateTimeField()),
                        ('is_demonstration', models.BooleanField(default=False)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.claim')),
                        ('figure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.figure')),
                        ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.round')),
                        ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='claims.verdict')),
                    ],
                    options={
                        'ordering': ['claim_id', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'version'), name='verdict_version_once'), models.CheckConstraint(condition=models.Q(('rating__in', ['supported', 'mostly_supported', 'partly_supported', 'mostly_refuted', 'refuted', 'contested', 'unverifiable', 'needs_more_evidence'])), name='verdict_rating_known'), models.CheckConstraint(condition=models.Q(('basis__in', ['agreement', 'settlement', 'correction'])), name='verdict_basis_known'), models.CheckConstraint(condition=models.Q(('low__isnull', True), ('high__isnull', True), ('high__gte', models.F('low')), _connector='OR'), name='verdict_low_high'), models.CheckConstraint(condition=models.Q(('summary__regex', '\\S')), name='verdict_has_summary'), models.CheckConstraint(condition=models.Q(models.Q(('supersedes__isnull', True), ('version', 1)), models.Q(('supersedes__isnull', False), ('version__gt', 1)), _connector='OR'), name='verdict_later_supersedes'), models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), ('change_reason__regex', '\\S'), _connector='OR'), name='verdict_change_reasoned'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'settlement'), _negated=True), ('settlement__regex', '\\S'), _connector='OR'), name='verdict_settled_in_writing'), models.CheckConstraint(condition=models.Q(('figure__isnull', False), models.Q(('high__isnull', True), ('low__isnull', True)), _connector='OR'), name='verdict_range_of_a_figure'), models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), models.Q(('supersedes', models.F('pk')), _negated=True), _connector='OR'), name='verdict_not_of_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='Review',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rating', models.CharField(blank=True, choices=[('supported', 'Supported'), ('mostly_supported', 'Mostly supported'), ('partly_supported', 'Partly supported'), ('mostly_refuted', 'Mostly refuted'), ('refuted', 'Refuted'), ('contested', 'Contested'), ('unverifiable', 'Unverifiable'), ('needs_more_evidence', 'Needs more evidence')], max_length=24, verbose_name='rating')),
                        ('reasoning', models.TextField(blank=True, verbose_name='reasoning')),
                        ('low', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='low')),
                        ('high', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name='high')),
                        ('saved_at', models.DateTimeField()),
                        ('sealed_at', models.DateTimeField(blank=True, null=True)),
                        ('is_demonstration', models.BooleanField(default=False)),
                        ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='claims.assignment')),
                        ('figure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.figure')),
                    ],
                    options={
                        'ordering': ['sealed_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('rating__in', ['', 'supported', 'mostly_supported', 'partly_supported', 'mostly_refuted', 'refuted', 'contested', 'unverifiable', 'needs_more_evidence'])), name='review_rating_known'), models.CheckConstraint(condition=models.Q(('sealed_at__isnull', True), models.Q(('rating', ''), _negated=True), _connector='OR'), name='review_sealed_with_rating'), models.CheckConstraint(condition=models.Q(('low__isnull', True), ('high__isnull', True), ('high__gte', models.F('low')), _connector='OR'), name='review_low_high'), models.CheckConstraint(condition=models.Q(('sealed_at__isnull', True), ('reasoning__regex', '\\S'), _connector='OR'), name='review_sealed_with_reasoning'), models.CheckConstraint(condition=models.Q(('figure__isnull', False), models.Q(('high__isnull', True), ('low__isnull', True)), _connector='OR'), name='review_range_of_a_figure')],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewCitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('citation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.citation')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_citations', to='claims.review')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('review', 'citation'), name='review_citation_once')],
                    },
                ),
        ]
        ),
        migrations.AddField(
            model_name='figure',
            name='subjects',
            field=models.ManyToManyField(related_name='figures', through='claims.FigureSubject', to='claims.party'),
        ),
        migrations.AddField(
            model_name='review',
            name='citations',
            field=models.ManyToManyField(related_name='reviews', through='claims.ReviewCitation', to='claims.citation'),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9c8fb24102ddb18a6f8c4864373b000fe611cdf3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fa111', table='claims_event', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_partyevent" ("acronym", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."acronym", NEW."id", NEW."kind", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='80f65e531e12b6e5ed4abd05bd012e6dd4ac6109', operation='INSERT', pgid='pgtrigger_insert_insert_7be11', table='claims_party', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_partyevent" ("acronym", "id", "kind", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."acronym", NEW."id", NEW."kind", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='7784f74b85536a4f9fda9a61e78b464f7697884d', operation='UPDATE', pgid='pgtrigger_update_update_4731b', table='claims_party', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_placeevent" ("id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "slug") VALUES (NEW."id", NEW."latitude", NEW."longitude", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."slug"); RETURN NULL;', hash='a6e9defca56a34eef96dca4a9c085039707d3329', operation='INSERT', pgid='pgtrigger_insert_insert_8df2f', table='claims_place', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_placeevent" ("id", "latitude", "longitude", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "slug") VALUES (NEW."id", NEW."latitude", NEW."longitude", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."slug"); RETURN NULL;', hash='a4a6de94697c237caf9c9e7545c3f8ac4327fa23', operation='UPDATE', pgid='pgtrigger_update_update_6047d', table='claims_place', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_affiliationevent" ("id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher_id") VALUES (NEW."id", NEW."note", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publisher_id"); RETURN NULL;', hash='56332f03eaf7eb008130577ecc0093af53c1ce6e', operation='INSERT', pgid='pgtrigger_insert_insert_d0b08', table='claims_affiliation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='affiliation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_affiliationevent" ("id", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher_id") VALUES (NEW."id", NEW."note", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publisher_id"); RETURN NULL;', hash='680b06497f5295215f4bd446aa54a72d895efebd', operation='UPDATE', pgid='pgtrigger_update_update_95502', table='claims_affiliation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_incidentevent" ("created_at", "created_by_id", "end", "end_precision", "id", "is_exercise", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reference", "slug", "start", "start_precision", "summary", "title") VALUES (NEW."created_at", NEW."created_by_id", NEW."end", NEW."end_precision", NEW."id", NEW."is_exercise", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."reference", NEW."slug", NEW."start", NEW."start_precision", NEW."summary", NEW."title"); RETURN NULL;', hash='6436fd482297a9b87d4afaa326202518b5b4736b', operation='INSERT', pgid='pgtrigger_insert_insert_0ca04', table='claims_incident', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='incident',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_incidentevent" ("created_at", "created_by_id", "end", "end_precision", "id", "is_exercise", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reference", "slug", "start", "start_precision", "summary", "title") VALUES (NEW."created_at", NEW."created_by_id", NEW."end", NEW."end_precision", NEW."id", NEW."is_exercise", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."reference", NEW."slug", NEW."start", NEW."start_precision", NEW."summary", NEW."title"); RETURN NULL;', hash='c300a2043ba2c7aec74f27320653f6163aecf88b', operation='UPDATE', pgid='pgtrigger_update_update_f8d8b', table='claims_incident', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='partyalias',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_partyaliasevent" ("id", "language", "name", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language", NEW."name", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ad2fc3fd4d5eea270d7fa87f7d6e0c26e4e2f686', operation='INSERT', pgid='pgtrigger_insert_insert_6770b', table='claims_partyalias', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='partyalias',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_partyaliasevent" ("id", "language", "name", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language", NEW."name", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='1ee0f9f41d9bd5ffb3b39e35ac80d88d529ffdbf', operation='UPDATE', pgid='pgtrigger_update_update_8bf60', table='claims_partyalias', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='in_review_with_open_round', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF EXISTS (SELECT FROM claims_claim WHERE id = NEW.id AND status = 'in_review')\n                <> EXISTS (SELECT FROM claims_round WHERE claim_id = NEW.id AND closed_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'pgtrigger: a claim is in review while it has an open round';\n            END IF;\n            RETURN NULL;\n        ", hash='7f6c1ba2c30d0556c94b308b6b1ce746ae00b7ca', operation='INSERT OR UPDATE', pgid='pgtrigger_in_review_with_open_round_3510f', table='claims_claim', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("claimant_id", "created_at", "created_by_id", "id", "incident_id", "language", "made_on", "made_on_precision", "nature", "note", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reference", "spokesperson", "statement", "status", "wording") VALUES (NEW."claimant_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."incident_id", NEW."language", NEW."made_on", NEW."made_on_precision", NEW."nature", NEW."note", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."reference", NEW."spokesperson", NEW."statement", NEW."status", NEW."wording"); RETURN NULL;', hash='b62fbbd3a9853e1746c8cc48a68f06e50890015e', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_claimevent" ("claimant_id", "created_at", "created_by_id", "id", "incident_id", "language", "made_on", "made_on_precision", "nature", "note", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reference", "spokesperson", "statement", "status", "wording") VALUES (NEW."claimant_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."incident_id", NEW."language", NEW."made_on", NEW."made_on_precision", NEW."nature", NEW."note", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."reference", NEW."spokesperson", NEW."statement", NEW."status", NEW."wording"); RETURN NULL;', hash='33bcfd3010957488c527d345e64be61c6c3c359a', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_citationevent" ("added_at", "added_by_id", "claim_id", "credibility", "id", "locator", "note", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quotation_id", "stance") VALUES (NEW."added_at", NEW."added_by_id", NEW."claim_id", NEW."credibility", NEW."id", NEW."locator", NEW."note", NEW."page_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quotation_id", NEW."stance"); RETURN NULL;', hash='2932d7c5121b95df69a308584ad9a45594be96d5', operation='INSERT', pgid='pgtrigger_insert_insert_862e0', table='claims_citation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_citationevent" ("added_at", "added_by_id", "claim_id", "credibility", "id", "locator", "note", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quotation_id", "stance") VALUES (NEW."added_at", NEW."added_by_id", NEW."claim_id", NEW."credibility", NEW."id", NEW."locator", NEW."note", NEW."page_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quotation_id", NEW."stance"); RETURN NULL;', hash='b43a3d1c62fcbf32f4fa45749bccc5e1b83ceb62', operation='UPDATE', pgid='pgtrigger_update_update_c0cc6', table='claims_citation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='counterclaim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_counterclaimevent" ("added_at", "added_by_id", "answers_id", "claim_id", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."answers_id", NEW."claim_id", NEW."ground", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='34d364c267cc00eb4f19479c79b525fc3bafbe9a', operation='INSERT', pgid='pgtrigger_insert_insert_935a5', table='claims_counterclaim', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='counterclaim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_counterclaimevent" ("added_at", "added_by_id", "answers_id", "claim_id", "ground", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."answers_id", NEW."claim_id", NEW."ground", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5cbf8fbf5a873b49c2015cdf4d13f3290b22730c', operation='UPDATE', pgid='pgtrigger_update_update_d1824', table='claims_counterclaim', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_figureevent" ("as_published", "best", "claim_id", "high", "id", "low", "measure", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "qualifier", "wording") VALUES (NEW."as_published", NEW."best", NEW."claim_id", NEW."high", NEW."id", NEW."low", NEW."measure", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."qualifier", NEW."wording"); RETURN NULL;', hash='58c33ceb4e2f5081c043dd4b0fa9556075df7bd6', operation='INSERT', pgid='pgtrigger_insert_insert_a8f13', table='claims_figure', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_figureevent" ("as_published", "best", "claim_id", "high", "id", "low", "measure", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "qualifier", "wording") VALUES (NEW."as_published", NEW."best", NEW."claim_id", NEW."high", NEW."id", NEW."low", NEW."measure", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."qualifier", NEW."wording"); RETURN NULL;', hash='64fecc859a5c523138393142453e0194928c44fc', operation='UPDATE', pgid='pgtrigger_update_update_ce0c5', table='claims_figure', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_translationevent" ("added_at", "added_by_id", "claim_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "translator") VALUES (NEW."added_at", NEW."added_by_id", NEW."claim_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."translator"); RETURN NULL;', hash='2892aa0888a124b3da264eb3fedada2a7392312d', operation='INSERT', pgid='pgtrigger_insert_insert_f24e1', table='claims_translation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='translation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_translationevent" ("added_at", "added_by_id", "claim_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "translator") VALUES (NEW."added_at", NEW."added_by_id", NEW."claim_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."translator"); RETURN NULL;', hash='da97b0c860c8c47236be4097cfb6b36f9c45b357', operation='UPDATE', pgid='pgtrigger_update_update_0077f', table='claims_translation', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='802aceaaf1e76633291df253aa1380ab06c2c98c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0838e', table='claims_version', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='opening_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."opened_from" IS DISTINCT FROM (NEW."opened_from") OR OLD."opening_reason" IS DISTINCT FROM (NEW."opening_reason") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='01dbbd02f997a64341a5f79f3970230a7fd0d1e2', operation='UPDATE', pgid='pgtrigger_opening_stays_f4c25', table='claims_round', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='closed_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_at" IS NOT NULL AND (NEW."result" IS DISTINCT FROM (OLD."result") OR NEW."closed_by_id" IS DISTINCT FROM (OLD."closed_by_id") OR NEW."closed_at" IS DISTINCT FROM (OLD."closed_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1813e1351367241e5b292f27828ba4dcdc02b88e', operation='UPDATE', pgid='pgtrigger_closed_once_cd651', table='claims_round', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='settled_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."settled_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cfe8001049140f32842db5215336716eb034b507', operation='UPDATE', pgid='pgtrigger_settled_once_72f16', table='claims_round', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c8c647c47414ac3fd82f1e2730a033f7505505b6', operation='DELETE', pgid='pgtrigger_never_deleted_a6966', table='claims_round', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='round',
            trigger=pgtrigger.compiler.Trigger(name='in_review_with_open_round', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF EXISTS (SELECT FROM claims_claim WHERE id = NEW.claim_id AND status = 'in_review')\n                <> EXISTS (SELECT FROM claims_round WHERE claim_id = NEW.claim_id AND closed_at IS NULL)\n            THEN\n                RAISE EXCEPTION 'pgtrigger: a claim is in review while it has an open round';\n            END IF;\n            RETURN NULL;\n        ", hash='9c799e0d057682de42a402235d73cc6c3c2ae3b9', operation='INSERT OR UPDATE', pgid='pgtrigger_in_review_with_open_round_9a64f', table='claims_round', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='asking_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."reviewer_id" IS DISTINCT FROM (NEW."reviewer_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ecc9f7e25a283b26224183bf37e346c1f5c6b1f6', operation='UPDATE', pgid='pgtrigger_asking_stays_6d601', table='claims_assignment', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='asked_in_open_round', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM claims_round WHERE id = NEW.round_id AND closed_at IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'pgtrigger: nobody is asked in a round that is over';\n                    END IF;\n                    RETURN NEW;\n                ", hash='baff7eb0e853b868c80aeb90e1c0fd7acb226965', operation='INSERT', pgid='pgtrigger_asked_in_open_round_0d551', table='claims_assignment', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d94a5039c32a8167e0c2cf8a5caff3d5f2c4b94d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eeb6b', table='claims_verdict', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='of_a_decided_round', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM claims_round\n                        WHERE id = NEW.round_id AND claim_id = NEW.claim_id\n                        AND (result = 'agreed' OR settled_at IS NOT NULL)\n                    ) THEN\n                        RAISE EXCEPTION 'pgtrigger: a verdict rests on a decided round';\n                    END IF;\n                    RETURN NEW;\n                ", hash='1d5b0b02d6a03dfa39df07ba3a7798878978562d', operation='INSERT', pgid='pgtrigger_of_a_decided_round_27825', table='claims_verdict', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='sealed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."sealed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab57ce029f884321f502da0146c3e2a9cb19aca8', operation='UPDATE OR DELETE', pgid='pgtrigger_sealed_stays_242d1', table='claims_review', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='sealed_in_open_round', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."sealed_at" IS NOT NULL)', func="\n                    IF NOT EXISTS (\n                        SELECT FROM claims_assignment a JOIN claims_round r ON r.id = a.round_id\n                        WHERE a.id = NEW.assignment_id AND r.closed_at IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'pgtrigger: nothing is sealed in a round that is over';\n                    END IF;\n                    RETURN NEW;\n                ", hash='f8c7e9b1086ee094fd213f233b309ae0fabf58fa', operation='INSERT OR UPDATE', pgid='pgtrigger_sealed_in_open_round_97f71', table='claims_review', when='BEFORE')),
        ),
        tracker.base.triggers.AddTrigger(
            model_name='reviewcitation',
            trigger=pgtrigger.compiler.Trigger(name='sealed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE sealed timestamptz;', func="\n                    SELECT max(sealed_at) INTO sealed FROM claims_review\n                    WHERE id IN (NEW.review_id, OLD.review_id);\n                    IF sealed IS NOT NULL THEN\n                        RAISE EXCEPTION 'pgtrigger: a sealed review keeps its evidence';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ", hash='55a4f298cf03af78156d9442c8fb617b8536447b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sealed_stays_655b0', table='claims_reviewcitation', when='BEFORE')),
        ),
    ]

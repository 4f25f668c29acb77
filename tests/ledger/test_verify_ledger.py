"""A row or an entry that was changed is found and named, whichever column it was."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.reads.ledger.kinds import ALL_KINDS
from sources.models import PublisherGrade
from sources.operations.fixity.registered import register_file
from sources.operations.register.publishers import grade_publisher
from tests.factories import AT, a_publisher, a_user, a_verdict, later
from tests.house.database import rows
from tests.ledger.tampering import (
    NOT_PINNED,
    a_row,
    another,
    enter_all,
    entered,
    tamper,
    trigger_disabled,
)
from tracker.base.ledger.chain import Defect, digest, link_digest, moment
from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import enter, head
from tracker.base.ledger.operations import enter_rows as enter_evidence
from tracker.base.ledger.verify import Tally, verify
from tracker.base.people.models import Role, User

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in ALL_KINDS}


def found() -> list[Defect]:
    return list(verify(ALL_KINDS))


COLUMNS = [
    (kind.name, field.name)
    for kind in ALL_KINDS
    for field in kind.model._meta.concrete_fields
    if not field.primary_key and field.name not in NOT_PINNED[kind.name]
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_touched_fits(db: None, kind: str) -> None:
    entered(kind)

    assert found() == []


@pytest.mark.parametrize(("kind", "column"), COLUMNS)
def test_a_changed_column_is_found_and_named(db: None, kind: str, column: str) -> None:
    row = entered(kind)
    field = row._meta.get_field(column)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for constraint in row._meta.constraints:
        with connection.schema_editor() as editor:
            editor.remove_constraint(type(row), constraint)
    value = another(row, field)
    enter_all()  # what was made for the change is no part of the test

    tamper(row, **{field.attname: value})

    named = [defect.sentence for defect in found()]
    assert any(f"{kind} {row.pk}: " in sentence for sentence in named), named


def test_the_sentence_says_what_it_was_and_what_it_is(db: None) -> None:
    verdict = a_verdict()

    tamper(verdict, summary="Something else was found.")

    position = Entry.objects.get(kind="verdict").position
    (defect,) = found()
    assert defect.sentence == (
        f'verdict {verdict.pk}: summary is "Something else was found." in its row and was '
        f'"{verdict.summary}" when it entered the ledger (entry {position}).'
    )


def test_a_text_that_changed_beside_its_digest_is_found(db: None) -> None:
    capture = a_row("capture")
    text = rows.capture_text(capture=capture)
    enter_all()

    tamper(text, text="other words")

    assert ["text_as_kept_sha256" in defect.sentence for defect in found()] == [True]


def test_a_quotation_changed_under_its_finding_is_found(db: None) -> None:
    finding = entered("finding")

    tamper(finding.quotation, exact="lost 21 men")

    assert ["words_sha256" in defect.sentence for defect in found()] == [True]


def test_a_rendered_file_that_is_another_now_is_found(db: None) -> None:
    rendering = entered("rendering")

    tamper(rendering.files.get().file, sha256="ef" * 32)

    assert ["files is" in defect.sentence for defect in found()] == [True]


def test_a_row_that_is_gone_is_found(db: None) -> None:
    finding = entered("finding")
    with trigger_disabled("sources_finding"):
        finding.delete()

    assert [(defect.code, defect.position) for defect in found()] == [("missing", 2)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_never_entered_is_found(db: None, kind: str) -> None:
    row = a_row(kind)

    assert f"{kind} {row.pk} is not in the ledger." in [defect.sentence for defect in found()]


def test_a_row_that_entered_twice_is_found(db: None) -> None:
    row = entered("capture")
    enter_evidence((KINDS["capture"], [row]), at=AT)

    assert [defect.code for defect in found()] == ["twice"]


def test_an_entry_of_no_known_kind_is_found(db: None) -> None:
    enter(kind="invented", subject="1", content={}, at=AT)

    assert [defect.code for defect in found()] == ["kind"]


def test_an_entry_about_no_possible_row_is_found(db: None) -> None:
    enter(kind="capture", subject="not a key", content={}, at=AT)

    assert [defect.code for defect in found()] == ["missing"]


# ---- the ledger itself


def three_entries() -> None:
    for grade in "ABC":
        grade_publisher(
            publisher=a_publisher(), grade=grade, reason="It was checked.", by=an_admin(), at=AT
        )


def an_admin() -> User:
    return a_user(Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"content": "{}"}, "content"),
        ({"private": '{"published_by":0}'}, "private"),
        ({"content_sha256": "ab" * 32}, "digest"),
        ({"previous_sha256": "ab" * 32}, "previous"),
        ({"sha256": "ab" * 32}, "digest"),
        ({"at": later(days=1)}, "digest"),
        ({"kind": "correction"}, "digest"),
        ({"subject": "77"}, "digest"),
    ],
)
def test_a_changed_entry_is_found(db: None, change: dict[str, Any], code: str) -> None:
    three_entries()

    tamper(Entry.objects.get(position=2), **change)

    assert (code, 2) in [(defect.code, defect.position) for defect in found()]


def test_a_removed_entry_is_found(db: None) -> None:
    three_entries()
    with trigger_disabled("ledger_entry"):
        Entry.objects.filter(position=2).delete()

    assert {"gap", "unentered"} <= {defect.code for defect in found()}


def test_entries_that_changed_places_are_found(db: None) -> None:
    three_entries()
    with trigger_disabled("ledger_entry"):
        for was, becomes in ((2, 9), (3, 2), (9, 3)):
            Entry.objects.filter(position=was).update(position=becomes)

    assert ("digest", 2) in [(defect.code, defect.position) for defect in found()]


def forge_from(position: int) -> None:
    """Change a grade and its entry, and make every later digest anew."""
    entries = list(Entry.objects.order_by("position"))
    before = entries[position - 2].sha256 if position > 1 else "0" * 64
    for entry in entries[position - 1 :]:
        content = json.loads(entry.content)
        if entry.position == position:
            content["reason"] = "Forged."
            tamper(PublisherGrade.objects.get(pk=entry.subject), reason="Forged.")
        entry.content = json.dumps(
            content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        entry.content_sha256 = digest(entry.content)
        entry.previous_sha256 = before
        before = link_digest(
            position=entry.position,
            at=moment(entry.at),
            kind=entry.kind,
            subject=entry.subject,
            content_sha256=entry.content_sha256,
            previous_sha256=before,
        )
        tamper(
            entry,
            content=entry.content,
            content_sha256=entry.content_sha256,
            previous_sha256=entry.previous_sha256,
            sha256=before,
        )


def test_a_chain_forged_to_its_end_is_caught_by_a_stamped_head(db: None) -> None:
    three_entries()
    rows.timestamp(**rows.GRANTED, subject="ledger", sha256=head().sha256)
    forge_from(2)

    assert found() == []
    told = refused()
    assert "Stamped by authority" in told
    assert "no longer in the ledger" in told


def test_and_by_a_head_that_was_noted(db: None) -> None:
    three_entries()
    noted = head().sha256
    forge_from(2)

    assert f"Noted: the entry {noted} is no longer in the ledger" in refused("--head", noted)


def test_and_by_an_earlier_export(db: None, tmp_path: Path) -> None:
    three_entries()
    call_command("export_ledger", str(tmp_path / "before.jsonl"), stdout=StringIO())
    forge_from(2)

    told = refused("--export", str(tmp_path / "before.jsonl"))

    assert told.count("no longer in the ledger at position") == 2


# ---- the command


def refused(*arguments: str) -> str:
    said = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_ledger", *arguments, stdout=said, stderr=said)
    return f"{said.getvalue()}{error.value}"


def test_the_command_says_that_everything_fits(db: None) -> None:
    three_entries()
    said = StringIO()

    call_command("verify_ledger", stdout=said)

    assert said.getvalue() == (
        f"Everything fits. 3 entries, 0 of them entered afterwards; head {head().sha256}.\n"
    )


def test_the_command_ends_badly_with_a_sentence_for_each_defect(db: None) -> None:
    verdict = a_verdict()
    tamper(verdict, rating="refuted", summary="Another.")

    told = refused()

    assert f"verdict {verdict.pk}: rating is" in told
    assert f"verdict {verdict.pk}: summary is" in told
    assert "2 things do not fit." in told


def test_the_command_finds_a_file_registered_anew(db: None) -> None:
    capture = entered("capture")
    file = register_file(
        name=capture.file_name,
        sha256=capture.file_sha256,
        size=capture.file_size,
        kind="warc",
        at=AT,
    )
    tamper(file, sha256="ef" * 32)

    assert "is not registered as it was sealed" in refused()


@pytest.mark.parametrize("text", ["something else", "[" * 100_000], ids=["words", "nested"])
def test_the_command_refuses_what_is_no_export(db: None, tmp_path: Path, text: str) -> None:
    (tmp_path / "other").write_text(text)

    assert "is no exported ledger" in refused("--export", str(tmp_path / "other"))


def test_the_command_needs_as_few_queries_for_many_entries(
    db: None, django_assert_max_num_queries: Any
) -> None:
    """Five for the entries and the rows of one kind, then one for every kind there is."""
    for _more in range(2):
        three_entries()

        with django_assert_max_num_queries(5 + len(ALL_KINDS)):
            list(verify(ALL_KINDS))


def test_what_was_read_is_counted(db: None) -> None:
    three_entries()
    tally = Tally()

    list(verify(ALL_KINDS, tally=tally))

    assert (tally.entries, tally.afterwards, tally.head) == (3, 0, head())


# ---- a repair


def test_rows_that_are_missing_enter_afterwards_and_say_so(db: None) -> None:
    row = a_row("capture")

    call_command("backfill_ledger", stdout=StringIO())

    assert found() == []
    entry = Entry.objects.get(kind="capture", subject=str(row.pk))
    assert json.loads(entry.content)["afterwards"] is True
    assert entry.at > row.finished_at


def test_entering_them_twice_changes_nothing(db: None) -> None:
    a_row("finding")
    call_command("backfill_ledger", stdout=StringIO())
    before = Entry.objects.count()

    call_command("backfill_ledger", stdout=StringIO())

    assert Entry.objects.count() == before

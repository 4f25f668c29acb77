"""Nothing of a brought file is sealed or public before somebody has chosen what is."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from sources.archiver.deposits.inside.examine import Examined
from sources.models import Capture, Deposit, HeldDeposit, SealedFile, WithheldOriginal, Withholding
from sources.operations.deposits import hold as holding
from sources.operations.deposits.hold import Shown, Wish, drop, expire, hold, seal_held
from sources.operations.deposits.withhold import give_out, withhold
from sources.operations.fixity import announced_files
from sources.reads.withheld import withheld_captures
from tests.factories import AT, a_page, a_user, an_editor, later
from tests.sources.conftest import files
from tests.suites import marked_files as made
from tracker.base.ledger.models import Entry
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db(transaction=True)

PICTURE = made.picture()
COPY = b"\xff\xd8\xff\xe0 a cleaned copy, made elsewhere"
STATEMENT = "Sent by a witness."


@pytest.fixture
def page(evidence):
    return a_page("https://example.org/a")


@pytest.fixture(autouse=True)
def _examined(monkeypatch):
    """What `test_inside` tests with a process of its own stands here as its answer."""

    def examine(file: Any, kind: Any, *, limits: Any) -> Examined:
        found = [{"group": "gps", "name": "GPS", "value": made.MARK}]
        if not kind.is_image:
            return Examined(found=found, not_cleaned="kind")
        return Examined(found=found, clean=COPY, program="Pillow 13")

    monkeypatch.setattr(holding, "examine", examine)


def held(page, content=PICTURE, **facts):
    return hold(
        **{
            "page": page,
            "file": [content],
            "statement": STATEMENT,
            "by": page.added_by,
            "at": AT,
            "original_name": f"{made.MARK}.jpg",
        }
        | facts
    )


def refused(act, **facts) -> str:
    with pytest.raises(Refusal) as found:
        act(**facts)
    return found.value.code


NOTHING = Wish(Shown.NOTHING, description="A photograph of a street.", reason="A source.")


def test_what_is_held_is_neither_sealed_nor_public(page, evidence):
    row = held(page)

    assert not Capture.objects.exists()
    assert not SealedFile.objects.exists()
    assert not Entry.objects.exists()
    assert sorted(files(evidence)) == [f"held/{row.pk}", f"held/{row.pk}.clean"]
    assert row.found[0]["value"] == made.MARK
    assert (row.is_cleanable, row.removed, row.program) == (True, ["gps"], "Pillow 13")


def test_the_original_is_public_where_that_was_chosen(page, evidence):
    capture = seal_held(held=held(page), wish=Wish(Shown.ORIGINAL), by=page.added_by, at=AT)

    assert capture.file_sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert capture.deposit.original_name == f"{made.MARK}.jpg"
    assert not WithheldOriginal.objects.exists()
    assert files(evidence) == [capture.file_name]


def test_of_a_cleaned_deposit_both_digests_are_sealed_and_the_derivation_said(page, evidence):
    capture = seal_held(held=held(page), wish=Wish(Shown.CLEANED), by=page.added_by, at=AT)

    row = WithheldOriginal.objects.get(deposit=capture.deposit)
    assert capture.file_sha256 == hashlib.sha256(COPY).hexdigest()
    assert row.file.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert (row.removed, row.program) == (["gps"], "Pillow 13")
    assert capture.deposit.original_name == ""
    assert row.original_name == f"{made.MARK}.jpg"
    assert sorted(files(evidence)) == sorted([capture.file_name, row.file.name])
    assert [entry.kind for entry in Entry.objects.order_by("position")] == ["deposit", "original"]
    with default_storage.open(row.file.name) as file:
        assert file.read() == PICTURE


def test_all_of_it_is_withheld_where_that_was_chosen(page):
    capture = seal_held(held=held(page), wish=NOTHING, by=page.added_by, at=AT)

    row = Withholding.objects.get(capture=capture)
    assert (row.description, row.begun_by) == ("A photograph of a street.", page.added_by)
    assert list(withheld_captures()) == [capture.pk]
    assert [entry.kind for entry in Entry.objects.order_by("position")] == ["deposit", "withheld"]


@pytest.mark.parametrize(
    ("content", "wish", "code"),
    [
        (made.html(), Wish(Shown.CLEANED), "no_clean_copy"),
        (PICTURE, Wish(Shown.NOTHING, reason="No."), "required"),
        (PICTURE, Wish(Shown.NOTHING, description="x"), "required"),
        (PICTURE, Wish(Shown.ORIGINAL, hides_page=True), "page_with_file"),
        (PICTURE, Wish(Shown.CLEANED, hides_page=True), "page_with_file"),
    ],
)
def test_a_choice_that_cannot_be_kept_is_refused_and_the_file_still_held(page, content, wish, code):
    row = held(page, content)

    assert refused(seal_held, held=row, wish=wish, by=page.added_by, at=AT) == code

    row.refresh_from_db()
    assert (row.status, Capture.objects.count()) == ("held", 0)
    assert default_storage.exists(row.file_name)


def test_only_who_brought_it_and_editors_choose(page):
    row = held(page)
    others = [a_user(), a_user(role=Role.ADMINISTRATOR)]

    for other in others:
        assert refused(seal_held, held=row, wish=NOTHING, by=other, at=AT) == "not_yours"
        assert refused(drop, held=row, by=other, at=AT) == "not_yours"

    capture = seal_held(held=row, wish=NOTHING, by=an_editor(), at=AT)
    assert capture.deposit.deposited_by == page.added_by


def test_it_is_sealed_once(page):
    row = held(page)
    seal_held(held=row, wish=Wish(Shown.ORIGINAL), by=page.added_by, at=AT)
    stale = HeldDeposit(pk=row.pk, page=page, brought_by=page.added_by, status="held")
    stale.kind = "image"

    assert refused(seal_held, held=row, wish=NOTHING, by=page.added_by, at=AT) == "ended"
    assert refused(drop, held=stale, by=page.added_by, at=AT) == "ended"
    assert Deposit.objects.count() == 1


def test_what_is_dropped_or_not_chosen_for_in_time_is_gone(page, evidence, settings):
    settings.DEPOSIT_HELD_HOURS = 24
    dropped, late = held(page), held(page, made.picture("PNG"))

    drop(held=dropped, by=page.added_by, at=AT)
    assert expire(at=later(hours=23)) == 0
    assert expire(at=later(hours=24)) == 1

    assert files(evidence) == []
    for row in (dropped, late):
        row.refresh_from_db()
        assert (row.found, row.original_name, row.statement, row.file_name) == ([], "", "", "")
    assert not Capture.objects.exists()


def test_a_file_that_waits_is_not_taken_for_left_behind(page):
    row = held(page)

    announced_files.clear_abandoned(at=later(days=2))

    assert default_storage.exists(row.file_name)


def test_the_limit_of_a_day_says_what_is_left_and_until_when(page, settings):
    settings.DEPOSIT_DAILY_BYTES = len(PICTURE) + 10
    held(page)

    with pytest.raises(Refusal) as found:
        held(page, made.html())

    assert (found.value.code, found.value.field) == ("too_much_today", "file")
    assert "10" in found.value.message
    midnight = (AT + timedelta(days=1)).strftime("%Y")
    assert midnight in found.value.message
    held(page, made.html(), at=later(days=1))
    held(a_page(), made.html(), by=a_user())


@pytest.mark.parametrize(
    ("setting", "code"),
    [("DEPOSIT_DAILY_FILES", "too_many_today"), ("DEPOSIT_HELD_MOST", "too_many_held")],
)
def test_the_numbers_of_files_are_bounded(page, settings, evidence, setting, code):
    setattr(settings, setting, 1)
    row = held(page)

    assert refused(held, page=page, content=made.html()) == code
    assert sorted(files(evidence)) == [f"held/{row.pk}", f"held/{row.pk}.clean"]


def test_what_was_dropped_counts_for_the_day_but_waits_no_more(page, settings):
    settings.DEPOSIT_HELD_MOST, settings.DEPOSIT_DAILY_FILES = 1, 2
    drop(held=held(page), by=page.added_by, at=AT)
    drop(held=held(page, made.html()), by=page.added_by, at=AT)

    assert refused(held, page=page, content=made.gif()) == "too_many_today"


def test_two_at_once_do_not_pass_the_limit_together(page, settings, monkeypatch):
    settings.DEPOSIT_DAILY_FILES = 1
    real, between = holding.announced_files.announce, []

    def announce(names, *, at):
        # Both were found to be within the limit; another one is written in this moment.
        if not between:
            between.append(True)
            held(page, made.html())
        return real(names, at=at)

    monkeypatch.setattr(holding.announced_files, "announce", announce)

    assert refused(held, page=page) == "too_many_today"
    assert HeldDeposit.objects.count() == 1


def test_an_editor_withholds_what_was_public_and_shows_it_again(page):
    capture = seal_held(held=held(page), wish=Wish(Shown.ORIGINAL), by=page.added_by, at=AT)
    facts = {"capture": capture, "description": "A photograph.", "reason": "A source."}
    editor = an_editor()

    assert refused(withhold, **facts, hides_page=False, by=a_user(), at=AT) == "wrong_role"
    withhold(**facts, hides_page=False, by=editor, at=AT)
    assert list(withheld_captures()) == [capture.pk]
    assert refused(withhold, **facts, hides_page=False, by=editor, at=AT) == "withheld"

    assert refused(give_out, capture=capture, reason=" ", by=editor, at=AT) == "required"
    give_out(capture=capture, reason="They have agreed.", by=editor, at=later(days=1))
    assert list(withheld_captures()) == []
    assert refused(give_out, capture=capture, reason="No.", by=editor, at=AT) == "not_withheld"
    kinds = [entry.kind for entry in Entry.objects.order_by("position")]
    assert kinds == ["deposit", "withheld", "given_out"]


def test_a_fetched_copy_is_not_withheld(page):
    capture = Capture.objects.create(
        page=page, cause="asked", requested_by=page.added_by, requested_at=AT
    )
    with transaction.atomic():
        code = refused(
            withhold,
            capture=capture,
            description="x",
            reason="No.",
            hides_page=False,
            by=an_editor(),
            at=AT,
        )
    assert code == "not_a_deposit"

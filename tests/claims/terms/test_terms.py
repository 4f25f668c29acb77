"""Measures and kinds are added and changed, and keep what rests on them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from claims.models import Event, Measure, PartyKind
from claims.operations.terms.brought import bring_terms
from claims.operations.terms.keep import add_term, change_term
from sources.models import PublisherKind
from tests.factories import AT, a_user, an_editor
from tracker.base.acts.refusal import Forbidden
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db

KITES = {"en": "Kites downed", "fr": "Cerfs-volants abattus"}


@pytest.fixture
def keeper() -> User:
    return a_user(Role.ADMINISTRATOR)


def kites(by: User, **given: Any) -> Measure:
    facts: dict[str, Any] = {"code": "kites_downed", "labels": KITES, "counts": "losses"}
    return add_term(Measure, **facts | given, by=by, at=AT)


def test_a_measure_is_added_at_the_end_and_said_in_the_reader_s_language(keeper: User) -> None:
    measure = kites(keeper, units={"en": "kites"}, words={"en": ["kites"], "fr": []})

    assert Measure.objects.last() == measure
    assert (measure.label, measure.unit, measure.words) == (
        "Kites downed",
        "kites",
        {"en": ["kites"]},
    )
    with translation.override("fr"):
        assert measure.label == "Cerfs-volants abattus"
    assert measure.value.compares_with(measure.value)
    assert Event.objects.get().verb == "term_added"


def test_it_may_be_compared_with_another_or_with_none(keeper: User) -> None:
    kites(keeper)
    dragons = kites(keeper, code="dragons", compared_with="kites_downed")
    lone = kites(keeper, code="lone", is_compared=False)

    assert (dragons.compared_as, lone.compared_as) == ("kites_downed", "")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"code": "Kites"}, "not_a_code", "code"),
        ({"code": "k" * 41}, "too_long", "code"),
        ({"code": "killed"}, "code_taken", "code"),
        ({"labels": {"en": " "}}, "required", "labels"),
        ({"labels": {"english!": "Kites"}}, "language_tag", "labels"),
        ({"counts": "weather"}, "unknown_value", "counts"),
        ({"compared_with": "morale"}, "unknown_value", "compared_with"),
        ({"words": {"en": ["kite"] * 41}}, "too_many", "words"),
    ],
)
def test_what_no_measure_is_is_refused_at_its_field(
    keeper: User, given: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        kites(keeper, **given)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_only_administrators_add_and_whoever_records_declares() -> None:
    editor = an_editor()
    with pytest.raises(Forbidden):
        kites(editor)
    assert kites(editor, declared=True).pk
    assert Event.objects.get().verb == "term_declared"


def test_a_change_needs_a_reason_and_keeps_what_was(keeper: User) -> None:
    given: dict[str, Any] = {"labels": {"en": "Guild"}, "is_offered": False}
    kind = add_term(PartyKind, code="guild", labels={"en": "Gild"}, by=keeper, at=AT)

    with pytest.raises(Refusal, match="Say why"):
        change_term(kind, **given, reason=" ", by=keeper, at=AT)
    changed = change_term(kind, **given, reason="A slip.", actor="person", by=keeper, at=AT)

    assert (changed.label, changed.actor, changed.is_offered) == ("Guild", "person", False)
    history = PartyKind.pgh_event_model.objects.filter(code="guild")  # type: ignore[attr-defined]
    assert [row.labels["en"] for row in history.order_by("pgh_id")] == ["Gild", "Guild"]


def test_what_the_software_brings_fills_gaps_and_overwrites_nothing() -> None:
    PublisherKind.objects.filter(pk="magazine").update(labels={"en": "Review"})
    PublisherKind.objects.filter(pk="radio").update(labels={"en": "radio"})
    PublisherKind.objects.filter(pk="blog").delete()

    bring_terms()

    labels = {row.pk: row.labels["en"] for row in PublisherKind.objects.all()}
    assert (labels["magazine"], labels["radio"], labels["blog"]) == ("Review", "Radio", "Blog")

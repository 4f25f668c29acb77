"""A row gets a short name of its own, also where two of one name are inserted at once."""

import pytest
from django.db import IntegrityError

from sources.models import Publisher
from tracker.base.acts import names
from tracker.base.acts.names import insert_named
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def insert(name, *, slug=""):
    row = Publisher(name=name, kind_id="other")
    insert_named(row, slug=slug, name=name, otherwise="publisher")
    return row.slug


def test_a_short_name_is_made_from_the_name_and_numbered():
    assert [insert("Valley Post") for _ in range(3)] == [
        "valley-post",
        "valley-post-2",
        "valley-post-3",
    ]


def test_a_name_in_another_script_gets_one_too():
    assert insert("بريد الوادي") == "publisher"


def test_one_that_was_chosen_is_free_or_refused():
    assert insert("Valley Post", slug="vp") == "vp"
    with pytest.raises(Refusal) as refused:
        insert("Another", slug="vp")
    assert (refused.value.code, refused.value.field) == ("slug_taken", "slug")


def test_the_later_of_two_at_once_takes_the_next(monkeypatch):
    """The other's row is there only once ours was tried: as between two transactions."""
    insert("Valley Post")
    looked = []

    def too_early(model, field, value):
        looked.append(value)
        seen = model.objects.filter(**{field: value}).exists()
        return seen and len(looked) > 1

    monkeypatch.setattr(names, "_is_taken", too_early)

    assert insert("Valley Post") == "valley-post-2"


def test_one_that_is_kept_from_new_rows_while_an_insert_waited_is_not_taken(monkeypatch):
    """Who had the name left it, between our look and our insert."""
    answers = [False, True, True]
    monkeypatch.setattr(names, "_ASKED", [lambda _model, slug: slug == "post" and answers.pop(0)])

    assert insert("Post") == "post-2"
    assert answers == []


def test_one_that_was_chosen_and_is_kept_meanwhile_is_refused(monkeypatch):
    answers = [False, True, True]
    monkeypatch.setattr(names, "_ASKED", [lambda _model, _slug: answers.pop(0)])

    with pytest.raises(Refusal) as refused:
        insert("Another", slug="post")
    assert refused.value.code == "slug_taken"
    assert not Publisher.objects.exists()


def test_an_insert_that_fails_for_another_reason_fails():
    row = Publisher(name=" ", kind_id="other")
    with pytest.raises(IntegrityError):
        insert_named(row, slug="", name="Post", otherwise="publisher")

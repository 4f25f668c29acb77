"""Lists of which only the first rows are read: those that putting all of them in order gives."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Greatest

from claims.models import Claim, Incident, Party
from claims.reads import incidents
from claims.reads.claims import claims_by_release, newest_released
from claims.reads.incidents import IncidentsListed, incidents_shown, newest_incidents
from claims.reads.profiles.party_record import PartiesFound
from claims.reads.visible import claims_shown, dossiers_shown, parties_shown
from tests.factories import a_claim, a_figure, a_party, a_user, an_incident, later
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision

pytestmark = pytest.mark.django_db
MANY = 9


@pytest.fixture
def disputes() -> None:
    """Dossiers, some hidden or of exercises, with claims of few days, some of which are drafts."""
    draw, by = random.Random(7), a_user()
    parties = [a_party(f"Party {draw.random()}", by=by) for _ in range(MANY)]
    for number in range(MANY):
        incident = an_incident(
            by=by,
            released=number != 2,
            is_exercise=number in {3, 7},
            start=PartialDate.parse(f"2024-01-0{draw.randint(1, 3)}"),
        )
        Incident.objects.filter(pk=incident.pk, released_at__isnull=False).update(
            released_at=later(hours=draw.randint(0, 60))
        )
        for _claim in range(draw.randint(1, 4)):
            claim = a_claim(
                by=by,
                incident=incident,
                claimant=draw.choice(parties),
                draft=draw.random() < 0.3,
                figures=[a_figure(subjects=[draw.choice(parties)])],
                at=later(hours=draw.randint(0, 60)),
            )
            Claim.objects.filter(pk=claim.pk, released_at__isnull=False).update(
                released_at=later(hours=draw.randint(0, 60))
            )


@pytest.mark.parametrize("asked", [{}, {"is_exercise": False}, {"is_exercise": True}])
@pytest.mark.usefixtures("disputes")
def test_dossiers_stand_by_their_newest_day(asked: dict[str, bool]) -> None:
    every = list(incidents_shown().filter(**asked))

    assert len(every) > 1
    for most in range(1, len(every) + 2):
        assert list(newest_incidents(most, **asked)[:most]) == every[:most]


@pytest.mark.usefixtures("disputes")
def test_the_newest_day_is_that_of_a_claim_that_may_be_read() -> None:
    for incident in incidents_shown():
        own = claims_shown().filter(incident=incident)
        newest = max(own.values_list("created_at", flat=True))
        assert incident.newest_day == newest.date()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("disputes")
def test_pages_of_dossiers_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incidents, "_WALKED", 4)
    every, listed = list(incidents_shown()), IncidentsListed()

    assert [row for start in range(0, MANY, 2) for row in listed.cut(start, start + 2)] == every
    assert listed.counted(MANY) == len(every) == dossiers_shown().count()
    assert listed.counted(3) == 3


@pytest.mark.usefixtures("disputes")
def test_claims_stand_by_when_they_became_public() -> None:
    every = list(claims_by_release())
    plain = claims_shown().annotate(since=Greatest("released_at", "incident__released_at"))

    assert every == sorted(plain, key=lambda row: (row.since, row.pk), reverse=True)
    for most in range(1, len(every) + 2):
        assert list(newest_released(most)) == every[:most]


@pytest.mark.usefixtures("disputes")
def test_parties_stand_by_name_those_of_exercises_alone_last() -> None:
    real = claims_shown().filter(incident__is_exercise=False)
    named = real.filter(Q(claimant=OuterRef("pk")) | Q(figures__subjects=OuterRef("pk")))
    plain = parties_shown().annotate(only=~Exists(named)).order_by("only", "name", "pk")
    every, found = list(plain), PartiesFound()

    assert {row.only for row in every} == {False, True}
    for start in range(0, MANY, 2):
        rows = found.cut(start, start + 2)
        assert rows == every[start : start + 2]
        for row in rows:
            assert_counts(row)
    assert found.counted(MANY) == len(every)
    assert found.counted(2) == 2


def assert_counts(party: Party) -> None:
    own = claims_shown().filter(claimant=party)
    trials = own.filter(incident__is_exercise=True).count()
    assert (party.real_claims, party.exercise_claims) == (own.count() - trials, trials)  # type: ignore[attr-defined]


def test_a_day_is_read_to_its_end() -> None:
    early, late = (
        an_incident(start=PartialDate(day, DatePrecision.DAY))
        for day in ((later(days=9)).date(), (later(days=1)).date())
    )
    a_claim(incident=late, at=later(hours=3))
    a_claim(incident=early, at=later(hours=3) - timedelta(minutes=1))

    assert list(newest_incidents(1)[:1]) == [early]

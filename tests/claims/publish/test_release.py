"""Recording publishes nothing: an editor releases a dossier, and claims into it."""

from __future__ import annotations

import pytest

from claims.models import Claim, Event
from claims.operations.record import restore, revise_claim, submit, withdraw
from claims.operations.release import (
    change_releasing,
    release_claim,
    release_dossier,
    release_ready,
    restore_dossier,
    withdraw_dossier,
)
from claims.operations.verdicts.publish import publish
from claims.reads.visible import claims_shown, dossiers_shown
from tests.factories import (
    AT,
    WAIVED,
    a_claim,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tracker.base.acts.refusal import Forbidden
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def shown(claim: Claim) -> bool:
    return claims_shown().filter(pk=claim.pk).exists()


def verbs(thing: object) -> list[str]:
    rows = Event.objects.filter(target_id=str(thing.pk), target_type=thing._meta.model_name)  # type: ignore[attr-defined]
    return list(rows.order_by("pk").values_list("verb", flat=True))


def test_what_is_recorded_is_public_once_an_editor_released_the_dossier() -> None:
    claim = a_claim(released=False)
    assert not shown(claim)
    editor = an_editor()

    dossier = release_dossier(incident=claim.incident, by=editor, at=AT)

    claim.refresh_from_db()
    assert shown(claim)
    assert (dossier.released_by, dossier.released_at) == (editor, AT)
    assert (claim.released_by, claim.released_at) == (editor, AT)
    assert verbs(dossier) == ["incident_recorded", "dossier_released"]
    assert verbs(claim) == ["recorded", "claim_released"]


def test_a_dossier_can_be_released_without_its_claims() -> None:
    claim = a_claim(released=False)

    release_dossier(incident=claim.incident, with_claims=False, by=an_editor(), at=AT)

    assert not shown(claim)
    assert not dossiers_shown().exists()


def test_drafts_are_not_released_with_a_dossier() -> None:
    draft = a_claim(released=False, draft=True)

    release_dossier(incident=draft.incident, by=an_editor(), at=AT)

    assert not shown(draft)
    assert not dossiers_shown().exists()


def test_later_claims_are_released_one_by_one() -> None:
    claim = a_claim(incident=an_incident(at_once=False))
    assert not shown(claim)

    release_claim(claim=claim, by=an_editor(), at=later(hours=1))

    assert shown(claim)


def test_later_claims_are_public_at_once_if_the_dossier_says_so() -> None:
    incident = an_incident(at_once=True)
    claim, draft = a_claim(incident=incident), a_claim(incident=incident, draft=True)
    assert (shown(claim), shown(draft)) == (True, False)

    submit(claim=draft, by=draft.created_by, at=AT)

    assert shown(draft)


def test_letting_claims_be_public_at_once_can_be_ended() -> None:
    incident = an_incident(at_once=True)

    change_releasing(incident=incident, at_once=False, by=an_editor(), at=AT)

    assert not shown(a_claim(incident=incident))
    assert verbs(incident)[-1] == "releasing_one_by_one"


def test_all_that_is_ready_is_released_together() -> None:
    incident = an_incident(at_once=False)
    claims = [a_claim(incident=incident) for _ in range(2)]
    a_claim(incident=incident, draft=True)

    released = release_ready(incident=incident, by=an_editor(), at=AT)

    assert released == claims
    assert all(map(shown, claims))


def test_a_withdrawn_dossier_is_on_no_surface_until_it_is_brought_back() -> None:
    claim = a_claim()
    editor = an_editor()

    withdraw_dossier(incident=claim.incident, reason="A source is at risk.", by=editor, at=AT)
    assert not shown(claim)
    assert not dossiers_shown().exists()

    restore_dossier(incident=claim.incident, reason="It is not.", by=editor, at=AT)
    assert shown(claim)
    assert verbs(claim.incident)[-2:] == ["dossier_withdrawn", "dossier_restored"]


def test_a_claim_that_was_withdrawn_comes_back_to_the_desk_only() -> None:
    claim = a_claim()
    editor = an_editor()
    withdraw(claim=claim, reason="Recorded twice, as was said.", by=editor, at=AT)

    restore(claim=claim, reason="It was not.", by=editor, at=AT)

    assert not shown(claim)
    release_claim(claim=claim, by=editor, at=AT)
    assert shown(claim)


def test_a_verdict_releases_its_claim() -> None:
    claim = a_reviewed_claim(claim=a_claim(incident=an_incident(at_once=False)))
    assert not shown(claim)

    a_verdict(claim)

    assert shown(claim)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_no_verdict_is_published_where_nobody_could_read_it(withdrawn: bool) -> None:
    claim = a_reviewed_claim(claim=a_claim(released=withdrawn))
    editor = an_editor()
    if withdrawn:
        withdraw_dossier(incident=claim.incident, reason="A mistake.", by=editor, at=AT)
    claim = Claim.objects.get(pk=claim.pk)

    with pytest.raises(Refusal) as refused:
        publish(claim=claim, summary="Borne out.", waived=WAIVED, by=editor, at=AT)

    assert refused.value.code == ("dossier_withdrawn" if withdrawn else "dossier_not_released")
    assert not claim.verdicts.exists()


def test_a_released_claim_that_moves_to_another_dossier_is_released_anew() -> None:
    claim = a_claim()

    revise_claim(
        claim=claim, incident=an_incident(), reason="Another battle.", by=claim.created_by, at=AT
    )

    assert not shown(claim)


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.ADMINISTRATOR, Role.READER])
def test_only_an_editor_releases_withdraws_and_brings_back(role: Role) -> None:
    claim, somebody = a_claim(incident=an_incident(at_once=False)), a_user(role)
    working = an_incident(released=False)
    facts = {"by": somebody, "at": AT}

    for attempt in (
        lambda: release_dossier(incident=working, **facts),
        lambda: release_claim(claim=claim, **facts),
        lambda: release_ready(incident=claim.incident, **facts),
        lambda: change_releasing(incident=claim.incident, at_once=True, **facts),
        lambda: withdraw_dossier(incident=claim.incident, reason="No.", **facts),
        lambda: restore_dossier(incident=claim.incident, reason="No.", **facts),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_each_act_refuses_where_it_has_nothing_to_do() -> None:
    facts = {"by": an_editor(), "at": AT}
    claim, working = a_claim(), a_claim(released=False)
    draft = a_claim(draft=True)
    refusals = {
        "already_released": lambda: release_dossier(incident=claim.incident, **facts),
        "dossier_not_released": lambda: release_claim(claim=working, **facts),
        "not_withdrawn": lambda: restore_dossier(incident=claim.incident, reason="No.", **facts),
        "required": lambda: withdraw_dossier(incident=claim.incident, reason=" ", **facts),
        "draft": lambda: release_claim(claim=draft, **facts),
    }

    for code, attempt in refusals.items():
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == code

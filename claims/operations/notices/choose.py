"""Choose how one wants to be told, and switch e-mails off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from claims.models import NoticeChoice
from claims.rules import acts
from claims.rules.notices import NoticeKind, NoticeWay
from tracker.base.acts.transaction import act
from tracker.base.people.models import User


def choose_ways(*, ways: Mapping[NoticeKind, NoticeWay], by: User, at: datetime) -> None:
    """Keep how somebody wants to be told each of these kinds; e-mails that wait heed it too.

    Args:
        ways: by kind; of others nothing changes.
        by: whose choice it is.
        at: the present moment.
    """
    with act(acts.CHOOSE_NOTICES, by=by):
        _keep(by, ways, at=at)


def switch_off(*, person: User, kinds: Collection[NoticeKind], at: datetime) -> None:
    """Send somebody no more e-mails of these kinds; the notices still stand at the desk.

    It is what the address in each e-mail does, for whoever has the e-mail: it asks nobody to sign
    in, since it gives nothing away and takes nothing but e-mails.

    Args:
        person: to whom none are sent any more.
        kinds: of which kinds.
        at: the present moment.
    """
    with transaction.atomic():
        _keep(person, dict.fromkeys(kinds, NoticeWay.DESK_ONLY), at=at)


def _keep(person: User, ways: Mapping[NoticeKind, NoticeWay], *, at: datetime) -> None:
    for kind, way in ways.items():
        NoticeChoice.objects.update_or_create(
            person=person, kind=kind.value, defaults={"way": way.value, "chosen_at": at}
        )

"""Write down what a claim says at one moment."""

from __future__ import annotations

from datetime import datetime

from claims.models import Claim, Version
from claims.reads.journal.contents import content_of
from claims.reads.ledger.kinds import VERSION
from claims.reads.merged.sealed import is_said
from tracker.base.ledger.chain import digest
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User


def present_version(*, claim: Claim, by: User, at: datetime) -> Version:
    """What `claim`, whose row is locked, says now: the newest version if it still says that.

    That two of what it names were merged since is no change of what it says.

    Args:
        claim: the claim.
        by: in whose act it is written down.
        at: when.
    """
    content = content_of(claim)
    last = claim.versions.first()
    if last is not None and is_said(content, last.content):
        return last
    made = Version.objects.create(
        claim=claim,
        number=1 if last is None else last.number + 1,
        content=content,
        sha256=digest(content),
        made_by=by,
        made_at=at,
    )
    enter_rows((VERSION, [made]), at=at)
    return made

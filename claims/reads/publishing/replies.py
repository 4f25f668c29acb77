"""Who was asked for a reply, and what they said: to the desk, and to readers with the verdict.

A reply that came when a review of the open round was sealed waits for the round's end: reviewers
of the round do not see it, nor does anybody whose words or pages could bring it to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from claims.involvement import History
from claims.models import Claim, Party, Reply, ReplyRequest
from claims.reads.desk.claims import pairs_of
from claims.reads.visible import parties_shown
from claims.rules.actors import Actor
from claims.rules.deciding.replies import ReplyStanding, reply_standing
from sources.models import Page
from tracker.base.merging import as_kept
from tracker.base.people.models import Role, User, role_of

_WAITING_FOR_ITS_ROUND = Q(kept_in__isnull=False, kept_in__closed_at__isnull=True)

_NOBODY_TO_ASK = (Actor.NOBODY, Actor.FORGED)


@dataclass(frozen=True, slots=True)
class AskedReply:
    """A request, what stands as its answer, and what was corrected in that.

    Args:
        request: what a party was asked, with the party.
        reply: the answer that stands; None while there is none.
        earlier: answers that were corrected, the newest first.
    """

    request: ReplyRequest
    reply: Reply | None
    earlier: list[Reply]

    def standing(self, today: date) -> ReplyStanding:
        """How it stands with the request on a day."""
        kind = None if self.reply is None else self.reply.kind
        return reply_standing(due=self.request.due, reply=kind, today=today)


def replies_seen_by(claim: Claim, viewer: User, history: History | None = None) -> list[AskedReply]:
    """Whom the desk has asked about a claim, the first first, as far as somebody may read it.

    Args:
        claim: the claim.
        viewer: who reads.
        history: who had which part in the claim, where that has been read already.
    """
    rows = ReplyRequest.objects.filter(claim=claim).select_related("party__merged_into", "asked_by")
    seen = Reply.objects.select_related("page", "recorded_by", "kept_in").order_by("pk")
    if not _sees_all(viewer, history or History(claim)):
        seen = seen.exclude(_WAITING_FOR_ITS_ROUND & ~Q(recorded_by=viewer))
    return [_asked(row) for row in rows.prefetch_related(Prefetch("replies", seen))]


def _sees_all(viewer: User, history: History) -> bool:
    """Whether it is an editor who does not review in the open round."""
    return role_of(viewer) is Role.EDITOR and viewer.pk not in history.in_open_round


def replies_fetched() -> Prefetch[str, QuerySet[ReplyRequest], str]:
    """What readers may see of the requests of claims, with their replies, for `replies_shown`."""
    replies = (
        Reply.objects.exclude(_WAITING_FOR_ITS_ROUND)
        .select_related("page", "kept_in")
        .order_by("pk")
    )
    rows = ReplyRequest.objects.alias(asked=as_kept("party"))
    rows = rows.filter(asked__in=parties_shown().values("pk"))
    rows = rows.select_related("party__merged_into", "asked_by")
    return Prefetch("reply_requests", rows.prefetch_related(Prefetch("replies", replies)))


def replies_shown(claim: Claim) -> list[AskedReply]:
    """Whom readers are told of that was asked: all of them, once a verdict is published.

    Args:
        claim: with its ``reply_requests`` (as `replies_fetched` fetches them) and ``verdicts``.
    """
    if not claim.verdicts.all():
        return []
    return [_asked(row) for row in claim.reply_requests.all()]


def _asked(request: ReplyRequest) -> AskedReply:
    replies = list(request.replies.all())
    return AskedReply(request, replies[-1] if replies else None, replies[-2::-1])


def request_seen(pk: int) -> ReplyRequest | None:
    """A request with its claim and party; None where there is none."""
    rows = ReplyRequest.objects.select_related("claim", "party")
    return rows.filter(pk=pk).first()


def parties_to_ask(claim: Claim, viewer: User) -> QuerySet[Party]:
    """Whom a claim concerns: who makes it, whose losses it counts, who answers or is answered."""
    return _concerned(claim, viewer).exclude(kind__actor__in=_NOBODY_TO_ASK)


def parties_not_to_ask(claim: Claim, viewer: User) -> QuerySet[Party]:
    """Of those whom a claim concerns, the names behind which there is nobody to ask."""
    return _concerned(claim, viewer).filter(kind__actor__in=_NOBODY_TO_ASK)


def _concerned(claim: Claim, viewer: User) -> QuerySet[Party]:
    concerned = {claim.claimant_id}
    concerned |= set(claim.figures.values_list("figure_subjects__party", flat=True)) - {None}
    for pair in pairs_of(claim, viewer):
        concerned |= {pair.claim.claimant_id, pair.answers.claimant_id}
    return Party.objects.filter(pk__in=concerned).order_by("name")


def pages_cited(claim: Claim) -> QuerySet[Page]:
    """The pages that a claim cites, for whoever works on it at the desk."""
    cited = claim.citations.values("page")
    return Page.objects.filter(pk__in=cited).select_related("publisher").order_by("pk")

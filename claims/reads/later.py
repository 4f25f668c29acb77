"""What came after reviewers had judged a claim: added, changed, taken back, and what changed when.

A round judges one version. Whatever was put there after that version had been written down, the
verdict has not judged; and if the newest version says something else, the verdict was given
before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    Event,
    Incident,
    Translation,
    Verdict,
    Version,
)
from claims.reads.merged.sealed import all_as_merged
from claims.reads.visible import both_public, dossiers_shown
from claims.rules.acts import BESIDE_VERBS, CHANGING_VERBS, HEARD_VERBS, SAYS_THE_SAME
from claims.rules.states import ClaimStatus

M = TypeVar("M", bound=Model)


def with_later(rows: QuerySet[M], *, claim: str = "claim") -> QuerySet[M]:
    """Say of each row whether it is `later` than what the verdict in force of its claim judged.

    Args:
        rows: citations, pairs or translations.
        claim: which of a row's claims is asked.
    """
    verdicts = Verdict.objects.filter(claim=OuterRef(claim)).order_by("-version")
    judged_at = Subquery(verdicts.values("round__version__made_at")[:1])
    annotated = rows.annotate(
        judged_at=judged_at,
        later=Case(
            When(added_at__gt=F("judged_at"), then=True),
            default=False,
            output_field=BooleanField(),
        ),
    )
    return cast("QuerySet[M]", annotated)


def tell_changed(claims: Sequence[Claim]) -> None:
    """Say of each claim whether it `has_changed` since its verdict in force judged it.

    None stands where nothing was judged. It takes a fixed number of queries.

    Args:
        claims: with their ``verdicts`` and the rounds of these.
    """
    judged = {
        claim.pk: latest.round.version_id
        for claim in claims
        if (latest := max(claim.verdicts.all(), key=lambda row: row.version, default=None))
    }
    newest = Version.objects.filter(claim__in=judged).order_by("claim_id", "-number")
    present = dict(newest.distinct("claim_id").values_list("claim_id", "pk"))
    other = {key: (judged[key], pk) for key, pk in present.items() if judged[key] != pk}
    said = dict(
        Version.objects.filter(pk__in=[pk for both in other.values() for pk in both]).values_list(
            "pk", "content"
        )
    )
    told = dict(zip(said, _judged_of(said.values()), strict=True))
    for claim in claims:
        then, now = other.get(claim.pk, (None, None))
        known = False if then is None or now is None else told[then] != told[now]
        claim.has_changed = known if claim.pk in judged else None  # type: ignore[attr-defined]


def changed_since(claim: Claim, verdict: Verdict | None = None) -> datetime | None:
    """When a claim became something else than its verdict in force judged; None if it did not.

    Its pairs are not asked: to answer a claim changes nothing of it, and each pair that readers
    may see says itself when it was added.

    Args:
        claim: the claim.
        verdict: the one in force, where it has been read already.
    """
    verdict = verdict or claim.verdicts.select_related("round").order_by("-version").first()
    if verdict is None:
        return None
    versions = list(claim.versions.order_by("number").values("pk", "sha256", "made_at"))
    judged = next(at for at, row in enumerate(versions) if row["pk"] == verdict.round.version_id)
    since = versions[judged:]
    if since[-1]["sha256"] == since[0]["sha256"]:
        return None
    written = dict(
        claim.versions.filter(pk__in=[row["pk"] for row in since]).values_list("pk", "content")
    )
    said = _judged_of(written[row["pk"]] for row in since)
    same = max(at for at, each in enumerate(said) if each == said[0])
    changed: datetime | None = since[same + 1]["made_at"] if same + 1 < len(since) else None
    return changed


def _judged_of(written: Iterable[str]) -> list[dict[str, Any]]:
    """What versions say of their claim and its evidence, whatever it is paired with.

    What was merged since is read as that into which it was.
    """
    return [
        {part: said for part, said in content.items() if part != "pairs"}
        for content in all_as_merged(written)
    ]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What stood on a claim's page and does no longer: ``citation``, ``pair``, ``translation``.

    Or that the ``claim`` itself was withdrawn for a while, and that it was brought back
    (``claim_back``); its ``added_at`` says nothing then.
    """

    kind: str
    added_at: datetime
    at: datetime
    reason: str


def seen_before(claim: str) -> Q:
    """The condition on which readers saw what was taken back, as a filter.

    What was taken back before they could see it was never theirs to be told of.

    Args:
        claim: the lookup that leads from the filtered rows to a claim of theirs.
    """
    return Q(
        retracted_at__isnull=False,  # said for the index of what was taken back
        retracted_at__gte=F(f"{claim}__released_at"),
    ) & Q(retracted_at__gte=F(f"{claim}__incident__released_at"))


def pairs_seen_before() -> QuerySet[Counterclaim]:
    """Pairs taken back that readers saw, and both claims of which they may read today."""
    both = seen_before("claim") & seen_before("answers")
    return Counterclaim.everything.filter(both_public(), both)


def taken_back(claim: Claim, *, for_desk: bool = False) -> list[TakenBack]:
    """What of a claim was taken back after readers had seen it, the newest first.

    Args:
        claim: the claim.
        for_desk: whether the desk reads it, which is told of every row that was kept, and of
            withdrawals by its journal.
    """
    pairs = Counterclaim.everything.all() if for_desk else pairs_seen_before()
    seen = Q() if for_desk else seen_before("claim")
    rows = _taken("citation", Citation.everything.filter(seen, claim=claim)).union(
        _taken("pair", pairs.filter(Q(claim=claim) | Q(answers=claim))),
        _taken("translation", Translation.everything.filter(seen, claim=claim)),
        *([] if for_desk else _itself(claim)),
        all=True,
    )
    return [TakenBack(*row) for row in rows.order_by("-taken_at", "kind")]


def _itself(claim: Claim) -> list[QuerySet[Any]]:
    """That the claim itself was withdrawn, and that it was brought back."""
    return [
        _told(withdrawn_before(claim_id=claim.pk), "claim", "at", "reason"),
        _told(brought_back_before(claim_id=claim.pk), "claim_back", "at", "reason"),
    ]


def _taken(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    kept = rows.filter(retracted_at__isnull=False)
    return _told(kept, kind, "retracted_at", "retraction_reason", since="added_at")


def _told(
    rows: QuerySet[Any], kind: str, at: str, reason: str, *, since: str | None = None
) -> QuerySet[Any]:
    """Rows as `TakenBack` takes them, in a form that a union can put beside others."""
    named = rows.order_by().annotate(
        kind=Value(kind), taken_at=F(at), taken_why=F(reason), since=F(since or at)
    )
    told: QuerySet[Any] = named.values_list("kind", "since", "taken_at", "taken_why")
    return told


def withdrawn_before(**of: Any) -> QuerySet[Event]:
    """Withdrawals of what readers saw, to be told of claims that are public again.

    Args:
        of: whose, as a filter of the journal.
    """
    return Event.objects.filter(to_status=ClaimStatus.WITHDRAWN, data__was_shown=True, **of)


def brought_back_before(**of: Any) -> QuerySet[Event]:
    """When and why withdrawn claims came back; what was written for colleagues alone is left out.

    Args:
        of: whose, as a filter of the journal.
    """
    return Event.objects.filter(from_status=ClaimStatus.WITHDRAWN, data__was_shown=True, **of)


def was_shown_when_withdrawn(claim: Claim) -> bool:
    """Whether readers saw a claim when it was withdrawn last, so that its page told them."""
    last = Event.objects.filter(claim_id=claim.pk, to_status=ClaimStatus.WITHDRAWN)
    told = last.order_by("-at", "-pk").values_list("data__was_shown", flat=True).first()
    return bool(told)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A claim that readers have seen and that was withdrawn, and the dossier that it was in.

    Attributes:
        slug: of the dossier; None where no other claim of it is public, so that there is none.
    """

    claim_id: int
    at: datetime
    reason: str
    had_verdict: bool
    slug: str | None
    title: str
    is_exercise: bool


def withdrawn(claim_id: int) -> Withdrawn | None:
    """What is said at the address of a claim that was withdrawn after readers had seen it."""
    public_dossiers = Q(incident__released_at__isnull=False, incident__withdrawn_at__isnull=True)
    return next(iter(_withdrawn(public_dossiers, pk=claim_id)), None)


def withdrawn_of(incident: Incident) -> list[Withdrawn]:
    """The claims of a public dossier that readers have seen and that were withdrawn."""
    return _withdrawn(incident=incident)


def _withdrawn(*conditions: Q, **of: Any) -> list[Withdrawn]:
    last = Event.objects.filter(claim_id=OuterRef("pk"), to_status=ClaimStatus.WITHDRAWN)
    last = last.order_by("-at", "-pk")
    claims = Claim.objects.filter(
        *conditions, status=ClaimStatus.WITHDRAWN, released_at__isnull=False, **of
    )
    rows = claims.order_by("pk").values_list(
        "pk",
        Subquery(last.values("at")[:1]),
        Subquery(last.values("reason")[:1]),
        Exists(Verdict.objects.filter(claim=OuterRef("pk"))),
        Subquery(dossiers_shown().filter(pk=OuterRef("incident")).values("slug")[:1]),
        "incident__title",
        "incident__is_exercise",
    )
    return [Withdrawn(*row) for row in rows if row[1] is not None]


def changes_during(assignment: Assignment) -> QuerySet[Event]:
    """What of a claim, or of what it names, was changed in its open round; oldest first."""
    return _during(assignment, CHANGING_VERBS | BESIDE_VERBS)


def heard_during(assignment: Assignment) -> QuerySet[Event]:
    """What parties were asked, and what they said, while a round was open; oldest first."""
    return _during(assignment, HEARD_VERBS)


def _during(assignment: Assignment, verbs: Collection[str]) -> QuerySet[Event]:
    over = assignment.round
    rows = _lines(verbs).filter(claim_id=over.claim_id, at__gt=over.opened_at)
    if over.closed_at is not None:
        rows = rows.filter(at__lte=over.closed_at)
    return rows.order_by("at", "pk")


def with_changes_during(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Say of each open assignment what its reviewer reads otherwise since the round was opened.

    Whether the claim was `changed`, whether what it names or rests on was recorded otherwise
    (`changed_beside`), and whether a party was asked, or replied (`heard`).
    """
    kinds = {"changed": CHANGING_VERBS, "changed_beside": BESIDE_VERBS, "heard": HEARD_VERBS}
    since = {"claim_id": OuterRef("round__claim_id"), "at__gt": OuterRef("round__opened_at")}
    told = {name: Exists(_lines(verbs).filter(**since)) for name, verbs in kinds.items()}
    return assignments.annotate(**told)


def changes_after(claim: Claim, moment: datetime) -> QuerySet[Event]:
    """What was changed of a claim from a moment on, for the desk; oldest first."""
    rows = _lines(CHANGING_VERBS | BESIDE_VERBS).filter(claim_id=claim.pk, at__gte=moment)
    return rows.order_by("at", "pk")


def _lines(verbs: Collection[str]) -> QuerySet[Event]:
    """Lines of the journal; none of a claim that says after it what it said before."""
    return Event.objects.filter(verb__in=verbs).exclude(data__has_key=SAYS_THE_SAME)

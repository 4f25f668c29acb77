"""Marked words in every column of every table, in every state a row can be in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models

from claims import models as claims
from claims.reads.journal.contents import content_of
from tests.house.database import rows
from tests.stranger.columns import COLUMNS, DESK, NOTICE, SHOWN, Kind
from tracker.base.ledger.chain import digest

MARKER = re.compile(r"zq\d{5}qz")
PUBLIC = "public"
WITHDRAWN = "withdrawn dossier"
WORLDS: dict[str, dict[str, dict[str, Any]]] = {
    PUBLIC: {"claim": {"status": "published"}},
    "working dossier": {"incident": {"released_at": None}},
    "dossier with a draft alone": {"claim": {"status": "draft"}},
    "dossier with an unreleased claim alone": {"claim": {"released_at": None}},
    "dossier whose claim was withdrawn": {"claim": {"status": "withdrawn"}},
    WITHDRAWN: {"incident": {"withdrawn_at": rows.AT}, "claim": {"status": "published"}},
    "draft in a public dossier": {"claim": {"status": "draft"}},
    "unreleased claim in a public dossier": {"claim": {"released_at": None}},
    "withdrawn claim in a public dossier": {"claim": {"status": "withdrawn"}},
}
"""What becomes of the incident and the claim through which everything else would be public."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A marked word: in which column, and in which world."""

    model: str
    column: str
    world: str
    kind: Kind

    def __str__(self) -> str:
        return f"{self.model}.{self.column} ({self.kind.value}) of: {self.world}"


@dataclass
class Garden:
    """What was planted, and the makers that plant it."""

    planted: dict[str, Planted] = field(default_factory=dict)
    world: str = PUBLIC
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def mark(self, model: str, column: str, kind: Kind) -> str:
        """A new marked word."""
        word = f"zq{next(self._numbers):05d}qz"
        self.planted[word] = Planted(model, column, self.world, kind)
        return word

    def words(self, model: str, kinds: set[Kind]) -> dict[str, str]:
        """A marked word for each column of a table that holds words of these kinds."""
        found = {}
        for column, kind in COLUMNS[model].items():
            if kind in kinds:
                word = self.mark(model, column, kind)
                found[column] = _shaped(apps.get_model(model)._meta.get_field(column), word)
        return found

    def make(self, maker: Callable[..., Any], model: str, **given: Any) -> Any:
        """One row with marked words; what is given stays."""
        return maker(**self.words(model, {SHOWN, DESK}) | given)

    @contextmanager
    def of(self, world: str) -> Iterator[None]:
        """Plant in another world."""
        before, self.world = self.world, world
        yield
        self.world = before


def _shaped(column: Any, word: str) -> str:
    if column.name in ("url", "homepage", "final_url"):
        return f"https://{word}.example/"
    if isinstance(column, models.EmailField):
        return f"{word}@example.org"
    return word


def plant() -> Garden:
    """Fill every world."""
    garden = Garden()
    people = _People(garden)
    incident, claim = _claim(garden, people, PUBLIC)
    _around(garden, people, claim)
    for world, facts in WORLDS.items():
        if world == PUBLIC:
            continue
        with garden.of(world):
            inside = incident if "public dossier" in world else None
            _incident, other = _claim(garden, people, world, inside)
            _around(garden, people, other)
            # A pair is public only if both its claims are.
            garden.make(
                rows.counterclaim,
                "claims.Counterclaim",
                claim=other,
                answers=claim,
                added_by=people.checker,
            )
            assert facts
    return garden


class _People:
    """The people of the desk: nothing of them is public in any world."""

    def __init__(self, garden: Garden) -> None:
        with garden.of("people"):
            self.checker = garden.make(rows.user, "people.User", role="fact_checker")
            self.editor = garden.make(rows.user, "people.User", role="editor")
            for user in (self.checker, self.editor):
                EmailAddress.objects.create(
                    user=user, **garden.words("account.EmailAddress", {DESK})
                )
                rows.event(
                    actor_name=garden.mark("claims.Event", "actor_name", DESK),
                    reason=garden.mark("claims.Event", "reason", DESK),
                    data={"said": garden.mark("claims.Event", "data", DESK)},
                )


def _claim(
    garden: Garden, people: _People, world: str, incident: claims.Incident | None = None
) -> tuple[claims.Incident, claims.Claim]:
    facts = WORLDS[world]
    if incident is None:
        given = dict(facts.get("incident", {}))
        skip = {"withdrawn_reason"}
        if "withdrawn_at" in given:
            given["withdrawn_by"] = people.editor
            given["withdrawn_notice"] = garden.mark("claims.Incident", "withdrawn_notice", NOTICE)
            skip = set()
        words = garden.words("claims.Incident", {SHOWN, DESK})
        words = {column: word for column, word in words.items() if column not in skip}
        place = garden.make(rows.place, "claims.Place")
        incident = rows.incident(**words | given, created_by=people.editor, place=place)
    claim = garden.make(
        rows.claim,
        "claims.Claim",
        incident=incident,
        claimant=garden.make(rows.party, "claims.Party"),
        outlet=garden.make(rows.publisher, "sources.Publisher"),
        place=garden.make(rows.place, "claims.Place"),
        created_by=people.checker,
        **facts.get("claim", {}),
    )
    return incident, claim


def _around(garden: Garden, people: _People, claim: claims.Claim) -> None:
    """Everything that hangs on a claim, as the tables allow it."""
    make, by = garden.make, people.checker
    make(rows.party_alias, "claims.PartyAlias", party=claim.claimant)
    figure = make(rows.figure, "claims.Figure", claim=claim)
    rows.figure_subject(figure=figure, party=make(rows.party, "claims.Party"))
    make(rows.translation, "claims.Translation", claim=claim, added_by=by)
    named = people.checker.name if claim.status == "published" else people.editor.name
    rows.translation(claim=claim, language="de", translator=named, added_by=by)
    page = _page(garden, people)
    quotation = make(rows.quotation, "sources.Quotation", page=page, added_by=by)
    citation = make(
        rows.citation,
        "claims.Citation",
        claim=claim,
        page=page,
        quotation=quotation,
        added_by=by,
        means_marked_by=by,
        means_marked_at=rows.AT,
    )
    make(rows.affiliation, "claims.Affiliation", party=claim.claimant, publisher=page.publisher)
    _copies(garden, people, page, quotation)
    source = _page(garden, people)
    credited = make(rows.publisher, "sources.Publisher")
    make(rows.derivation, "sources.Derivation", page=page, from_page=source, added_by=by)
    make(rows.derivation, "sources.Derivation", page=page, from_publisher=credited, added_by=by)
    # Readers meet it at the addresses of published versions.
    version = rows.version(claim=claim, made_by=by, content=content_of(claim))
    status = claim.status
    over = make(
        rows.round_,
        "claims.Round",
        claim=claim,
        version=version,
        opened_by=people.editor,
        settlement="",
    )
    task = make(
        rows.assignment,
        "claims.Assignment",
        round=over,
        reviewer=by,
        assigned_by=people.editor,
        status="declined",
        closed_at=rows.AT,
        closed_by=by,
    )
    review = make(rows.review, "claims.Review", assignment=task)
    rows.review_citation(review=review, citation=citation)
    claims.Round.objects.filter(pk=over.pk).update(
        result="split",
        closed_by=people.editor,
        closed_at=rows.AT,
        settled_by=people.editor,
        settled_at=rows.AT,
        settled_rating="refuted",
        settlement=garden.mark("claims.Round", "settlement", DESK),
    )
    claims.Claim.objects.filter(pk=claim.pk).update(status=status)
    for number in (1, 2):
        earlier = claim.verdicts.first()
        make(
            rows.verdict,
            "claims.Verdict",
            claim=claim,
            round=over,
            version=number,
            supersedes=earlier,
            basis="settlement",
            published_by=people.editor,
        )
    latest = claim.verdicts.order_by("version").last()
    make(rows.scheduled_verdict, "claims.ScheduledVerdict", round=over)
    make(rows.waived_point, "claims.WaivedPoint", verdict=latest)
    make(rows.proposed_correction, "claims.ProposedCorrection", verdict=latest)
    asked = make(rows.reply_request, "claims.ReplyRequest", claim=claim, party=claim.claimant)
    first = make(rows.reply, "claims.Reply", request=asked, correction_reason="")
    make(rows.reply, "claims.Reply", request=asked, corrects=first)
    make(rows.evidence_proposal, "claims.EvidenceProposal", claim=claim, closing_reason="")
    make(rows.dismissal, "claims.Dismissal")
    make(
        rows.interest,
        "claims.Interest",
        person=by,
        party=claim.claimant,
        retracted_by=by,
        retracted_at=rows.AT,
    )
    make(rows.vacancy, "claims.Vacancy", round=over, put_up_by=people.editor)
    make(rows.saved_view, "claims.SavedView", person=by)
    make(rows.refused_proposal, "claims.EvidenceProposal", claim=claim)
    rows.event(
        claim_id=claim.pk,
        actor_name=people.checker.name,
        reason=garden.mark("claims.Event", "reason", DESK),
    )


def _page(garden: Garden, people: _People) -> Any:
    publisher = garden.make(rows.publisher, "sources.Publisher")
    garden.make(rows.publisher_alias, "sources.PublisherAlias", publisher=publisher)
    garden.make(rows.grade, "sources.PublisherGrade", publisher=publisher, author=people.editor)
    return garden.make(rows.page, "sources.Page", publisher=publisher, added_by=people.checker)


def _copies(garden: Garden, people: _People, page: Any, quotation: Any) -> None:
    make, by = garden.make, people.checker
    facts: dict[str, Any] = {"page": page, "requested_by": by}
    asked = {"requested_by": garden.mark("sources.Capture", "provenance", DESK)}
    whole = {"outcome": "captured", "content_type": "text/html", "http_status": 200}
    copies = []
    for _ in range(2):
        words = garden.words("sources.CaptureText", {SHOWN, DESK})
        copy = make(
            rows.sealed_capture,
            "sources.Capture",
            **facts | whole,
            provenance=asked,
            requested_at=rows.AT,
            text_sha256=digest(words["text"]),
        )
        rows.capture_text(capture=copy, **words)
        copies.append(copy)
    for copy in copies:
        make(rows.finding, "sources.Finding", quotation=quotation, capture=copy, kind="altered")
    make(rows.confirmation, "sources.Confirmation", quotation=quotation)
    make(
        rows.recheck,
        "sources.Recheck",
        page=page,
        earlier=copies[0],
        later=copies[1],
        kind="changed_elsewhere",
        number_altered=False,
        seen_at=rows.AT,
        seen_by=by,
    )
    make(rows.rendering, "sources.Rendering", capture=copies[0], taken_at=rows.AT)
    make(
        rows.deposit,
        "sources.Deposit",
        capture=rows.deposited_capture(**facts),
        deposited_by=by,
    )
    make(rows.watch, "sources.Watch", page=page, stopped_at=rows.AT, stopped_by=by)
    _deposits(garden, page, by)


def _deposits(garden: Garden, page: Any, by: Any) -> None:
    """Deposits of which the original is withheld, or all, or which wait for a choice."""
    make, facts = garden.make, {"page": page, "requested_by": by}
    cleaned = rows.deposit(capture=rows.deposited_capture(**facts), deposited_by=by)
    make(rows.withheld_original, "sources.WithheldOriginal", deposit=cleaned)
    hidden = rows.deposited_capture(**facts)
    private = {
        name: garden.mark("sources.Deposit", name, DESK) for name in ("statement", "original_name")
    }
    rows.deposit(capture=hidden, deposited_by=by, **private)
    make(
        rows.withholding,
        "sources.Withholding",
        capture=hidden,
        end_reason="",
    )
    make(rows.held_deposit, "sources.HeldDeposit", page=page, brought_by=by)

"""A claim with one of everything, at each stage, and everybody who could want to change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claims.models import Assignment, Citation, Claim, Counterclaim, Translation
from claims.operations.cite import cite, confirm, judge_citation, uncite
from claims.operations.contest import contest, retract
from claims.operations.record import retract_translation, revise_claim, translate
from claims.operations.reviews.assign import assign
from claims.operations.shared_evidence import (
    affiliate,
    credit,
    describe,
    grade,
    see_change,
    stop_watching,
)
from claims.operations.verdicts.publish import publish
from sources.models import Recheck
from tests.factories import (
    AT,
    DUE,
    WAIVED,
    a_claim,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_user,
    an_editor,
    later,
    sealed,
)
from tests.house.database import rows
from tracker.base.people.models import User

BEFORE_THE_ROUND = AT
OPENED = later(hours=1)
SEALED = later(hours=2)
PUBLISHED = later(hours=3)
NOW = later(hours=4)


@dataclass(frozen=True)
class Scene:
    """The claim, what hangs on it, and who is what to it."""

    claim: Claim
    citation: Citation
    pair: Counterclaim
    translation: Translation
    recheck: Recheck
    people: dict[str, User]


def a_scene(stage: str, *, author: User | None = None) -> Scene:
    """A claim `recorded`, `open` (its round), `sealed` (a review of it), `decided`, `published`."""
    author = author or a_user(name="The Author")
    claim = a_claim(by=author)
    found = rows.recheck(kind="quotation_altered", number_altered=True)
    rows.watch(page=found.page, next_at=NOW)
    citation = cite(claim=claim, page=found.page, stance="reports", by=author, at=AT)
    pair = a_pair(claim=a_claim(), answers=claim)
    translation = translate(claim=claim, language="fr", text_="Vingt.", by=author, at=AT)
    people = {
        "checker": a_user(),
        "author": author,
        "reviewer": a_user(name="The Reviewer"),
        "editor": an_editor(),
        "editing reviewer": an_editor(),
    }
    scene = Scene(claim, citation, pair, translation, found, people)
    if stage != "recorded":
        _go_on(scene, stage)
    claim.refresh_from_db()
    return scene


def _go_on(scene: Scene, stage: str) -> None:
    asked = [asking(scene.claim, scene.people[who]) for who in ("reviewer", "editing reviewer")]
    if stage == "open":
        return
    sealed(asked[0], at=SEALED)
    if stage == "sealed":
        return
    sealed(asked[1], at=SEALED)
    if stage == "published":
        facts = {
            "summary": "Both bear it out.",
            "waived": WAIVED,
            "by": an_editor(),
            "at": PUBLISHED,
        }
        publish(claim=scene.claim, **facts)


def asking(claim: Claim, reviewer: User) -> Assignment:
    return assign(claim=claim, reviewer=reviewer, due=DUE, by=an_editor(), at=OPENED)


def _said(by: User) -> dict[str, Any]:
    return {"reason": "It came to light.", "by": by, "at": NOW}


def _cited(scene: Scene, by: User) -> None:
    cite(claim=scene.claim, page=a_page(), stance="supports", credibility="1", **_said(by))


def _answering(scene: Scene, by: User) -> None:
    contest(claim=scene.claim, answers=a_claim(), ground="denial", **_said(by))


def _answered(scene: Scene, by: User) -> None:
    contest(claim=a_claim(), answers=scene.claim, ground="denial", **_said(by))


def _translated(scene: Scene, by: User) -> None:
    translate(claim=scene.claim, language="ar", text_="عشرون", **_said(by))


def _credited(scene: Scene, by: User) -> None:
    credit(page=scene.citation.page, credited_to="AFP", **_said(by))


def _affiliated(scene: Scene, by: User) -> None:
    affiliate(party=a_party(), publisher=scene.citation.page.publisher, **_said(by))


def _graded(scene: Scene, by: User) -> None:
    grade(publisher=scene.citation.page.publisher, letter="E", **_said(by))


def _seen(scene: Scene, by: User) -> None:
    see_change(recheck=scene.recheck, note="Asked the paper.", by=by, at=NOW)


OF_THE_CLAIM = {
    "revise the statement": lambda s, by: revise_claim(
        claim=s.claim, statement="Ten.", **_said(by)
    ),
    "cite": _cited,
    "take a citation back": lambda s, by: uncite(citation=s.citation, **_said(by)),
    "judge a citation": lambda s, by: judge_citation(
        citation=s.citation, credibility="2", **_said(by)
    ),
    "say otherwise how a citation stands": lambda s, by: judge_citation(
        citation=s.citation, stance="context", **_said(by)
    ),
    "mark a confirmation": lambda s, by: confirm(
        citation=s.citation, means="It came to light.", by=by, at=NOW
    ),
    "say that it answers": _answering,
    "say that it is answered": _answered,
    "take a pair back": lambda s, by: retract(counterclaim=s.pair, **_said(by)),
    "translate": _translated,
    "take a translation back": lambda s, by: retract_translation(
        translation=s.translation, **_said(by)
    ),
}
OF_WHAT_IS_SHARED = {
    "describe the page": lambda s, by: describe(page=s.citation.page, title="X", **_said(by)),
    "credit the page": _credited,
    "grade the publisher": _graded,
    "affiliate the publisher": _affiliated,
    "stop the looks at the page": lambda s, by: stop_watching(page=s.citation.page, **_said(by)),
    "silence the alarm": _seen,
}
AMONG_COLLEAGUES = {
    "note something of a citation": lambda s, by: judge_citation(
        citation=s.citation, internal_note="Rate it false.", **_said(by)
    ),
}
"""What is asked as every change is, and is no part of what a version says."""
ACTS = OF_THE_CLAIM | OF_WHAT_IS_SHARED | AMONG_COLLEAGUES
__all__ = ["ACTS", "OF_THE_CLAIM", "OF_WHAT_IS_SHARED", "Scene", "a_publisher", "a_scene"]

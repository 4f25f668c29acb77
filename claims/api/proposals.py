"""What the house proposes about a claim or a page: for those at the desk who may refuse it.

The same operations as at the desk give it, and nothing can be written here. Who asks is known by
the session of the desk; ``tracker.site.access`` says who may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import views
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.shapes.proposals import (
    ProposedAnswerShape,
    ProposedOriginShape,
    SaidElsewhereShape,
)
from claims.matching.answers.of_claim import find_answers
from claims.matching.copied.of_page import trace_page
from claims.matching.said_elsewhere import find_said_elsewhere
from claims.models import Claim
from claims.presentation.words import sentence
from claims.reads.desk.claims import with_figures
from claims.reads.desk.evidence import all_pages
from claims.reads.visible import claims_seen_by
from tracker.base.people.models import User
from tracker.base.people.signed_in import person
from tracker.base.web.pages import refuse_parameters

_Get = Callable[[Any, Request, int], Response]


class Proposals(views.APIView):
    """Proposals, likeliest first, all at once: there are never many."""

    authentication_classes = (SessionAuthentication,)

    def asking(self, request: Request) -> User:
        """Who asks.

        Raises:
            ValidationError: with a parameter; these lists know none.
        """
        refuse_parameters(request.query_params, {"format"})
        return person(_plain(request))


def _plain(request: Request) -> HttpRequest:
    plain = request._request  # noqa: SLF001 - documented name
    assert isinstance(plain, HttpRequest)
    return plain


def _described(shape: type[Any], name: str) -> Callable[[_Get], _Get]:
    """What the schema says of a list; 401 and 403 are told in the one shape of error."""
    described: Callable[[_Get], _Get] = extend_schema(
        operation_id=name,
        responses={
            200: shape(many=True),
            401: OpenApiResponse(description="Nobody is signed in."),
            403: OpenApiResponse(description="This is for those who work on claims."),
            404: OpenApiResponse(description="There is none, or it is somebody else's draft."),
        },
    )
    return described


def _claim(user: User, pk: int) -> Claim:
    return get_object_or_404(with_figures(claims_seen_by(user)), pk=pk)


class ProposedAnswers(Proposals):
    """What may answer a claim, and what it may answer."""

    @_described(ProposedAnswerShape, "claim_proposed_answers")
    def get(self, request: Request, pk: int) -> Response:
        """Propose them, as the claim's page at the desk does."""
        user = self.asking(request)
        found = find_answers(_claim(user, pk), user)
        rows = [
            {
                "subject": one.subject,
                "claim": found.claims[int(str(one.claim))],
                "answers": found.claims[int(str(one.answers))],
                "ground": one.ground.value,
                "code": one.why.code,
                "sentence": sentence(one.why),
                "said": one.said,
                "said_before": one.said_before,
                "same_incident": one.same_incident,
            }
            for one in found.proposed
        ]
        return _answer(ProposedAnswerShape, rows)


class ClaimsElsewhere(Proposals):
    """Which claims may say what a claim says."""

    @_described(SaidElsewhereShape, "claim_said_elsewhere")
    def get(self, request: Request, pk: int) -> Response:
        """Propose them, as the claim's page at the desk does."""
        user = self.asking(request)
        rows = [
            {
                "subject": one.subject,
                "other": one.other,
                "likely": {"score": round(one.likely.score, 4)},
                "is_same_claimant": one.is_same_claimant,
                "made_by": [
                    {"ground": ground.value, "words": list(words)}
                    for ground, words in one.likely.grounds.items()
                ],
            }
            for one in find_said_elsewhere(_claim(user, pk), user, with_figures=True)
        ]
        return _answer(SaidElsewhereShape, rows)


class ProposedOrigins(Proposals):
    """Where a page may have its content from."""

    @_described(ProposedOriginShape, "page_proposed_origins")
    def get(self, request: Request, pk: int) -> Response:
        """Propose them, as the page's own at the desk does."""
        self.asking(request)
        traced = trace_page(get_object_or_404(all_pages(), pk=pk))
        rows = [
            {
                "subject": one.subject,
                "credited_to": one.credited_to,
                "kind": one.kind,
                "from_page": traced.others.get(int(str(one.from_page))) if one.from_page else None,
                "evidence": [
                    {
                        "code": each.said.code,
                        "sentence": sentence(each.said),
                        "passage": each.passage,
                    }
                    for each in one.evidence
                ],
                "circle": [traced.others[key] for key in map(int, map(str, one.circle))],
            }
            for one in traced.origins
        ]
        return _answer(ProposedOriginShape, rows)


def _answer(shape: type[Any], rows: Sequence[Any]) -> Response:
    return Response(shape(rows, many=True).data)

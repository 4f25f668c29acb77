"""Work is shared out: many claims assigned at once, the next review taken, views kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from claims.desk.instead import editors_left_words
from claims.desk.queues.forms import KeepViewForm, ManyForm
from claims.desk.queues.views import query_of, seen_queue
from claims.operations.queues.many import AskedMany, assign_many
from claims.operations.queues.saved import forget_view, keep_view
from claims.operations.queues.take import take_next
from claims.reads.asking.workload import with_workload
from claims.reads.assignments import askable
from claims.reads.people import editors_left_of_each
from claims.reads.queues.views import views_of
from claims.reads.queues.waiting import assignable
from tracker.base.web.act_view import NOT_ACCEPTED, ActView, ButtonView
from tracker.base.web.fields import keys_of
from tracker.base.web.forms import DeskForm, worded

MOST_AT_ONCE = 50


class QueueAssign(ActView):
    """Ask the same people about many claims; what is refused stays in the form, each saying why."""

    template_name = "desk/queues/assign.html"
    form_class = ManyForm
    heading, button = gettext_lazy("Assign many claims"), gettext_lazy("Ask them")
    explanation = gettext_lazy(
        "Each claim is assigned wholly or not at all. What cannot be assigned stays here, with the "
        "reason, and the others are done."
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take over the claims that were ticked in a queue."""
        super().setup(request, *args, **kwargs)
        ticked = [one for one in request.GET.getlist("claims") if one.isdecimal()]
        self.initial = {"claims": ticked[:MOST_AT_ONCE]}
        self.back = reverse("desk:queue", args=["unassigned"])
        self.asked = AskedMany()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those claims, and everybody who reviews: who may review which is told by each."""
        wanted = self.request.POST.getlist("claims") or self.initial["claims"]
        people = with_workload(askable(), at=self.at, today=timezone.localdate(self.at))
        self.offered = assignable(self.by, keys_of(wanted[:MOST_AT_ONCE]))
        return super().get_form_kwargs() | {"offered": self.offered, "people": people}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claims for which too few editors are left to decide on them afterwards."""
        context = super().get_context_data(**kwargs)
        waiting = self.offered
        if "refused" in kwargs:
            waiting = waiting.filter(pk__in=[claim.pk for claim, _why in kwargs["refused"]])
        each = [(claim, editors_left_words(left)) for claim, left in editors_left_of_each(waiting)]
        return context | {
            "too_few": [(claim, left.said) for claim, left in each if not left.suffices]
        }

    def act(self, data: dict[str, Any]) -> str:
        """Ask them, claim by claim."""
        self.asked = assign_many(
            claims=list(data["claims"]),
            reviewers=list(data["reviewers"]),
            places=data["places"] or 0,
            due=data["due"],
            priority=data["priority"],
            note=data["note"],
            by=self.by,
            at=self.at,
        )
        done = len(self.asked.done)
        words = ngettext("%(n)s claim is assigned.", "%(n)s claims are assigned.", done)
        self.said = words % {"n": done} if done else ""
        return self.back

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Go on if all are assigned; else show the form with those that are not, and why."""
        answer = super().form_valid(form)
        if not self.asked.refused:
            return answer
        self.sent = self.request.POST.copy()
        self.sent.setlist("claims", [str(claim.pk) for claim, _why in self.asked.refused])
        again = self._filled(self.sent)
        again.show_only()
        again.carry(None)
        self.keep_rest(again)
        context = self.get_context_data(
            form=again, refused=[(claim, worded(why)) for claim, why in self.asked.refused]
        )
        answer = self.render_to_response(context)
        answer.status_code = NOT_ACCEPTED
        return answer


class TakeNext(ButtonView):
    """Take the most urgent review that is up and that one may write."""

    said = gettext_lazy("This review is yours now.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say so on the page of one's own work where there is none."""
        super().setup(request, *args, **kwargs)
        self.back = reverse("desk:my_work")

    def act(self, data: dict[str, Any]) -> str:
        """Take it, and go on to the review."""
        taken = take_next(by=self.by, at=self.at)
        return reverse("desk:review", args=[taken.pk])


class ViewKeep(ActView):
    """Keep what a queue is narrowed by, under a name of one's own."""

    form_class = KeepViewForm
    heading, button = gettext_lazy("Keep this view"), gettext_lazy("Keep it")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the queue."""
        super().setup(request, *args, **kwargs)
        self.queue = seen_queue(request, kwargs["slug"])
        self.query = query_of(request)
        self.explanation = self.queue.title
        self.back = f"{self.queue.url}?{self.query}"

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        keep_view(
            queue=self.queue.name, name=data["name"], query=self.query, by=self.by, at=self.at
        )
        return self.back


class ViewForget(ButtonView):
    """Forget a view of one's own."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the view."""
        super().setup(request, *args, **kwargs)
        self.view = get_object_or_404(views_of(self.by), pk=kwargs["pk"])
        self.back = reverse("desk:queue", args=[self.view.queue])

    def act(self, data: dict[str, Any]) -> str:
        """Forget it."""
        self.said = gettext("“%(name)s” is forgotten.") % {"name": self.view.name}
        forget_view(view=self.view, by=self.by)
        return self.back

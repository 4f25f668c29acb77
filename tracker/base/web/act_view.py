"""A page with one form that does one act: refused at the field, done once, then on to a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tracker.base.acts.idempotency import Before, Sending, once
from tracker.base.acts.snapshot import ChangedMeanwhile, Snapshot, ensure_unchanged
from tracker.base.acts.submission import Submission
from tracker.base.acts.transaction import is_lost_race
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.forms import DeskForm, WayOn, worded
from tracker.base.web.kept import PARAMETER as KEPT
from tracker.base.web.kept import forget_kept, kept_for
from tracker.base.web.together.changes import Changing
from tracker.base.web.together.shown import fields_of, meanwhile, merged
from tracker.base.web.typed import typed_in
from tracker.base.web.unsent.keeping import KeepsUnsent
from tracker.base.web.unsent.sent import DROP, KEEP

NOT_ACCEPTED = 422
OFFERED = "use_instead"
"""The button that takes a row which is there already: ``<field>:<key>``."""
CHANGED = 409

Words = str | Promise


class ActView(KeepsUnsent, Changing, FormView):  # type: ignore[type-arg]
    """Show a form; once it is sent and valid, does the act and goes on to the address it gives.

    A subclass names its form (without one, nothing but a confirmation is asked for) and its words,
    and says in ``act`` what to do and in ``changes`` to what. Who acts and when are read once, in
    ``by`` and ``at``.
    """

    http_method_names: Sequence[str] = ("get", "head", "post")
    template_name = "desk/form.html"
    form_class: type[DeskForm] = DeskForm
    heading: Words = ""
    explanation: Words = ""
    button: Words = ""
    said: Words = ""
    """A sentence shown on the next page."""
    back: str = ""
    """The address of the page that leads here."""
    prefilled: ClassVar[tuple[str, ...]] = ()
    """Fields that a link to this page may fill in."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read who acts and when, what a link fills in, and what was kept of a form."""
        super().setup(request, *args, **kwargs)
        self.by, self.at = person(request), timezone.now()
        if {KEEP, DROP} & request.POST.keys():
            self.post = self.keep_or_drop  # type: ignore[method-assign]
        self.initial = {name: request.GET[name] for name in self.prefilled if name in request.GET}
        self.sent: QueryDict | None = None
        """What the form is filled with, where that is not what was sent just now."""
        self.another = "another" in request.POST
        """Whether another row of a name that is there already is meant."""

    def act(self, data: dict[str, Any]) -> str:
        """Call the operation; it runs in one transaction.

        Args:
            data: the form's ``cleaned_data``.

        Returns:
            The address to go on to.

        Raises:
            Refusal: the operation refused.
        """
        raise NotImplementedError

    def instead(self, key: int) -> str:
        """The address to go on to where a row that is there is taken instead of a new one."""
        return self.back

    def way_on(self, refusal: Refusal) -> WayOn | None:
        """Where what was refused can be done otherwise; None where there is no such place."""
        return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, with what was kept of it while somebody signed in or was typing."""
        kept = kept_for(request, at=self.at) if KEPT in request.GET else None
        if kept is not None:
            self.go_on_with(kept)
        self.sent = self.typed_before() if kept is None else kept
        if self.sent is None:
            return super().get(request, *args, **kwargs)
        form = self._filled(self.sent)
        form.show_only()
        form.was_kept = kept is not None
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Do the act once, however often the form is sent, and say where to go next."""
        if OFFERED in self.request.POST:
            return self._take_offered()
        carried = Submission.read(form.cleaned_data["submission"])
        sending = Sending.of(carried.key, self.request.POST, self.request.FILES)

        def do(before: Before | None) -> str:
            if self.changes:
                self._look_again(form, carried.seen)
            if before is not None:
                raise SentBefore(before)
            return self.act(form.cleaned_data)

        try:
            with transaction.atomic(), at_the_end():
                address, was_earlier = once(sending, do, by=self.by, at=self.at)
        except (Refusal, PermissionDenied, IntegrityError, OperationalError) as refused:
            return self._show_refusal(form, refused)
        if KEPT in self.request.GET:
            forget_kept(self.request, at=self.at)
        self.forget_unsent()
        if was_earlier:
            messages.info(self.request, _("This form was sent twice; it was done once."))
        elif self.said:
            messages.success(self.request, str(self.said))
        return redirect(address)

    def form_invalid(self, form: DeskForm) -> HttpResponse:
        """Show the form with what is wrong: 422."""
        if OFFERED in self.request.POST:
            return self._take_offered()
        return self._shown_again(form, status=NOT_ACCEPTED)

    def _shown_again(self, form: DeskForm, *, status: int = 200) -> HttpResponse:
        """Show a form that is not done yet, and keep what stands in it."""
        form.kept_words = self.keep_refused(form.data)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def seen(self) -> Snapshot:
        """What the page shows now of what is changed."""
        if not self.changes:
            return Snapshot()
        fields: dict[str, list[str]] = {}
        if self.edits:
            fields = fields_of(self._filled(None))
        return Snapshot(self.facts(), fields, self.mark())

    def _look_again(self, form: DeskForm, seen: Snapshot | None) -> None:
        """Lock what is changed and compare it with what the form was written against."""
        self.lock(form.cleaned_data)
        if seen is None:
            return
        said, at = self.said, self.at
        self.setup(self.request, *self.args, **self.kwargs)  # under the lock, what was loaded
        self.said, self.at = said, at
        ensure_unchanged(seen, self.seen())

    def _show_difference(self, form: DeskForm, changed: ChangedMeanwhile) -> HttpResponse:
        """Show the form with what was typed, the others' changes, and both texts: 409."""
        self.sent = merged(self.request.POST, changed, together=form.together)
        mended = self._filled(self.sent)
        mended.refuse(changed)
        mended.meanwhile = meanwhile(mended, changed, self.said_since(changed.seen.mark))
        mended.carry(changed.now)
        return self._shown_again(mended, status=CHANGED)

    def _filled(self, sent: QueryDict | None) -> DeskForm:
        """The form filled with something else than what was sent; as it opens, with nothing.

        Django fills a form from the request, and views add to what it does there.
        """
        request = self.request
        method, posted = request.method, request.POST
        request.method = "GET" if sent is None else "POST"
        request.POST = posted if sent is None else sent  # type: ignore[assignment]
        try:
            form: DeskForm = self.get_form()
        finally:
            request.method, request.POST = method, posted
        return form

    def _take_offered(self) -> HttpResponse:
        """Take a row that is there in place of a new one: go on with it, or show it chosen."""
        name, _colon, key = self.request.POST[OFFERED].partition(":")
        if not name and key.isdecimal():
            return redirect(self.instead(int(key)))
        self.sent = self.request.POST.copy()
        del self.sent[OFFERED]
        self.sent.appendlist(name, key)  # of a field that takes one row, the last one counts
        group, row, column = _in_a_row(name)
        for new in self.form_class.instead_of.get(f"{group}{column}", ()):
            self.sent[f"{group}{row}{new}"] = ""
        form = self._filled(self.sent)
        form.show_only()
        form.chosen_instead = True
        return self._shown_again(form)

    def _show_refusal(self, form: DeskForm, refused: Exception) -> HttpResponse:
        """Show the form with the reason, and with what was typed."""
        match refused:
            case ChangedMeanwhile():
                return self._show_difference(form, refused)
            case SentBefore():
                form.sent_before = refused.outcome
                form.carry(self.seen() if self.changes else None)
                form.refuse(refused)
            case Refusal():
                form.refuse(refused)
                form.way_on = self.way_on(refused)
            case PermissionDenied():
                form.refuse(Refusal(str(refused), code="not_any_more"))
            case _:
                form.refuse(_at_once(refused))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the page, and give the form what it is written against."""
        if "form" not in kwargs:
            kwargs["form"] = self.get_form()
        form = kwargs["form"]
        if not form.is_bound and "submission" not in form.initial:
            form.carry(self.seen() if self.changes else None)
        form.begun = self.begun_words()
        words = {
            "heading": self.heading,
            "explanation": self.explanation,
            "button": self.button,
            "back": self.back,
            "section": "desk",
        }
        return super().get_context_data(**(words | kwargs))


def _in_a_row(name: str) -> tuple[str, str, str]:
    """The parts of a name such as ``figures-0-place``: ``figures-``, ``0-`` and ``place``."""
    group, dash, rest = name.partition("-")
    number, second, column = rest.partition("-")
    return (group + dash, number + second, column) if second else ("", "", name)


class ButtonView(ActView):
    """A button without a page of its own: a refusal is said on the page that it stands on.

    Where something was typed beside the button, it is shown instead with what was typed.
    """

    http_method_names = ("get", "head", "post")
    has_page = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask whether what was kept is to be sent now; there is no other page here."""
        kept = kept_for(request, at=self.at) if KEPT in request.GET else None
        if kept is not None:
            return self._ask_again(kept, _("You were signed out. Nothing is lost: send it again."))
        typed = self.typed_before()
        if typed is None:
            return HttpResponseNotAllowed(["POST"])
        return self._ask_again(typed, _("You typed this and have not sent it yet."))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act with what was sent, and say what came of it."""
        seen = Submission.read(request.POST.get("submission", "")).seen
        try:
            with transaction.atomic(), at_the_end():
                if self.changes:
                    self.lock({})
                    ensure_unchanged(seen, self.seen())
                address = self.act(request.POST.dict())
        except Refusal as refusal:
            said = " ".join([worded(refusal), *_changed_to(refusal)])
            if any(one.is_text for one in typed_in(request.POST)):
                said = " ".join(filter(None, (said, self.keep_refused(request.POST))))
                return self._ask_again(request.POST, said, status=NOT_ACCEPTED)
            messages.error(request, said)
            return redirect(self.back)
        forget_kept(request, at=self.at)
        self.forget_unsent()
        if self.said:
            messages.success(request, str(self.said))
        return redirect(address)

    def _ask_again(self, sent: QueryDict, said: str, *, status: int = 200) -> HttpResponse:
        context = {
            "said": said,
            "typed": typed_in(sent, everything=True),
            "back": self.back,
            "section": "desk",
            "mark": self.begun_words().mark,
        }
        return render(self.request, "desk/send_again.html", context, status=status)


class SentBefore(Refusal):
    """The same form was sent before with other content."""

    def __init__(self, before: Before) -> None:
        super().__init__(
            _(
                "This form was sent before, and what it said then is recorded. What you changed "
                "since is only here. To do the same a second time, send it again."
            ),
            code="sent_before",
        )
        self.outcome = before.outcome


def _changed_to(refusal: Refusal) -> list[str]:
    if not isinstance(refusal, ChangedMeanwhile):
        return []
    return [
        _("%(label)s: now “%(now)s”, before “%(before)s”.")
        % {"label": now.label, "now": now.text, "before": before.text}
        for before, now in refusal.facts
    ]


def _at_once(error: Exception) -> Refusal:
    """Two people did at once what only one can: the later one is told so, and sends again.

    Raises:
        IntegrityError: it is another rule of the database that was broken.
        OperationalError: it is the database itself that fails.
    """
    if not is_lost_race(error):
        raise error
    return Refusal(
        _(
            "Somebody else has just done the same, or changed what this is about. Look at what is "
            "there now, then send it again."
        ),
        code="at_once",
    )

"""A page with one form that does one act: refused at the field, done once, then on to a page."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from hashlib import sha256
from operator import attrgetter
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tracker.base.acts.idempotency import Before, Sending, once
from tracker.base.acts.snapshot import ChangedMeanwhile, Fact, Snapshot, ensure_unchanged, hold
from tracker.base.ledger.chain import canonical
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.forms import DeskForm, Submission, worded
from tracker.base.web.kept import forget_kept, kept_for
from tracker.base.web.shown import digestible, fields_of, meanwhile, merged
from tracker.base.web.typed import typed_in

NOT_ACCEPTED = 422
CHANGED = 409

Words = str | Promise

logger = logging.getLogger(__name__)


class Changes:
    """What an act changes: the thing that its form is written against.

    Attributes:
        changes: the name of the view's attribute that holds the row, dots allowed; "" where the
            act only adds and nothing that is there can be lost.
        edits: whether the form begins with what is recorded, so that its fields are a part of what
            it was written against.
        untold: columns of the row that say nothing to whoever sends the form.
    """

    changes: ClassVar[str] = ""
    edits: ClassVar[bool] = False
    untold: ClassVar[tuple[str, ...]] = ()

    def lock(self, data: dict[str, Any]) -> None:
        """Lock the thing, so that what is compared is what is changed."""
        if self.changes:
            hold(self.changed)

    @property
    def changed(self) -> Model:
        """The row."""
        row: Model = attrgetter(self.changes)(self)
        return row

    def facts(self) -> dict[str, Fact]:
        """What there is to see of the thing, read afresh; a row's own columns if not said."""
        if not self.changes:
            return {}
        row = self.changed
        row.refresh_from_db()
        columns = [field for field in row._meta.concrete_fields if field.name not in self.untold]  # noqa: SLF001 - documented name
        return {
            field.name: Fact(str(field.verbose_name).capitalize(), str(getattr(row, field.attname)))
            for field in columns
            if not field.primary_key
        }

    def mark(self) -> int:
        """The newest line of the journal about the thing; 0 where it has none."""
        return 0

    def said_since(self, mark: int) -> Sequence[str]:
        """What the journal says was done to the thing after a line, as far as one may read it."""
        return ()


class ActView(Changes, FormView):  # type: ignore[type-arg]
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
        self.initial = {name: request.GET[name] for name in self.prefilled if name in request.GET}
        self.sent: QueryDict | None = None
        """What the form is filled with, where that is not what was just sent."""
        self.as_opened = False
        """Whether the form is wanted as it would be opened now, whatever was sent."""
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

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, with what was kept of it while somebody signed in."""
        self.sent = kept_for(request, at=self.at)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act; or take a row that was offered in place of a new one."""
        chosen = request.POST.get("use_instead", "")
        if not chosen:
            return super().post(request, *args, **kwargs)
        name, _colon, key = chosen.partition(":")
        if not key.isdecimal():
            return super().post(request, *args, **kwargs)
        if not name:
            return redirect(self.instead(int(key)))
        self.sent = request.POST.copy()
        self.sent[name] = key
        for new in self.form_class.instead_of.get(name, ()):
            self.sent[new] = ""
        return self.render_to_response(self.get_context_data())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Fill the form with what was just sent, or with what was kept."""
        given = super().get_form_kwargs()
        if self.as_opened:
            return {name: value for name, value in given.items() if name not in ("data", "files")}
        return given if self.sent is None else given | {"data": self.sent}

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Do the act once, however often the form is sent, and say where to go next."""
        sending: Submission = form.cleaned_data["submission"]
        content = canonical(digestible(self.request.POST, self.request.FILES))
        digest = sha256(content.encode()).hexdigest()

        def do(before: Before | None) -> str:
            self._look_again(form, sending.seen)
            if before is not None:
                raise SentBefore(before)
            return self.act(form.cleaned_data)

        try:
            with transaction.atomic(), at_the_end():
                address, was_earlier = once(
                    Sending(sending.key, digest), do, by=self.by, at=self.at
                )
        except ChangedMeanwhile as changed:
            return self._show_difference(form, changed)
        except Refusal as refusal:
            return self._show_refusal(form, refusal)
        except PermissionDenied as refused:
            return self._show_refusal(form, Refusal(str(refused), code="not_any_more"))
        except (IntegrityError, OperationalError) as error:
            return self._show_refusal(form, _at_once(error))
        forget_kept(self.request, at=self.at)
        if was_earlier:
            messages.info(self.request, _("This form was sent twice; it was done once."))
        elif self.said:
            messages.success(self.request, str(self.said))
        return redirect(address)

    def form_invalid(self, form: DeskForm) -> HttpResponse:
        """Show the form with what is wrong: 422."""
        return self.render_to_response(self.get_context_data(form=form), status=NOT_ACCEPTED)

    def seen(self) -> Snapshot:
        """What the page shows now of what is changed."""
        if not self.changes:
            return Snapshot()
        fields: dict[str, list[str]] = {}
        if self.edits:
            self.as_opened = True
            fields = fields_of(self.get_form())
            self.as_opened = False
        return Snapshot(self.facts(), fields, self.mark())

    def _look_again(self, form: DeskForm, seen: Snapshot | None) -> None:
        """Lock what is changed and compare it with what the form was written against."""
        if not self.changes:
            return
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
        mended = self.get_form()
        mended.refuse(changed)
        mended.meanwhile = meanwhile(mended, changed, self.said_since(changed.seen.mark))
        mended.carry(changed.now)
        return self.render_to_response(self.get_context_data(form=mended), status=CHANGED)

    def _show_refusal(self, form: DeskForm, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, SentBefore):
            form.sent_before = refusal.outcome
            form.carry(self.seen() if self.changes else None)
        form.refuse(refusal)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the page, and give the form what it is written against."""
        if "form" not in kwargs:
            kwargs["form"] = self.get_form()
        form = kwargs["form"]
        if self.sent is not None and form.meanwhile is None:
            form.show_only()
            form.was_kept = self.request.method != "POST"
            form.chosen_instead = not form.was_kept
        if not form.is_bound and "submission" not in form.initial:
            form.carry(self.seen() if self.changes else None)
        words = {
            "heading": self.heading,
            "explanation": self.explanation,
            "button": self.button,
            "back": self.back,
            "section": "desk",
        }
        return super().get_context_data(**(words | kwargs))


class ButtonView(ActView):
    """A button without a page of its own: a refusal is said on the page that it stands on.

    Where something was typed beside the button, it is shown instead with what was typed.
    """

    http_method_names = ("get", "head", "post")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask whether what was kept is to be sent now; there is no other page here."""
        kept = kept_for(request, at=self.at)
        if kept is None:
            return HttpResponseNotAllowed(["POST"])
        return self._ask_again(kept, _("You were signed out. Nothing is lost: send it again."))

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
                return self._ask_again(request.POST, said, status=NOT_ACCEPTED)
            messages.error(request, said)
            return redirect(self.back)
        forget_kept(request, at=self.at)
        if self.said:
            messages.success(request, str(self.said))
        return redirect(address)

    def _ask_again(self, sent: QueryDict, said: str, *, status: int = 200) -> HttpResponse:
        context = {
            "said": said,
            "typed": typed_in(sent, everything=True),
            "back": self.back,
            "section": "desk",
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


def _at_once(error: IntegrityError | OperationalError) -> Refusal:
    """Two people did at once what only one can: the later one is told so, and sends again.

    Raises:
        IntegrityError: it is another rule of the database that was broken.
        OperationalError: it is the database itself that fails.
    """
    state = getattr(error.__cause__, "sqlstate", "")
    if state not in _LOST_RACES:
        raise error
    logger.warning("Two at once: %s", error)
    return Refusal(
        _(
            "Somebody else has just done the same, or changed what this is about. What you typed "
            "is kept: look at what is there now, then send it again."
        ),
        code="at_once",
    )


_LOST_RACES = frozenset({"23505", "23503", "40P01", "40001"})
"""PostgreSQL: unique and foreign key violated, deadlock, serialization failure."""

"""A page with one form that does one act: refused at the field, done once, then on to a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tracker.base.acts.idempotency import UNDER_WAY, once
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.forms import DeskForm, worded

NOT_ACCEPTED = 422

Words = str | Promise


class ActView(FormView):  # type: ignore[type-arg]
    """Show a form; once it is sent and valid, does the act and goes on to the address it gives.

    A subclass names its form (without one, nothing but a confirmation is asked for) and its words,
    and says in ``act`` what to do. Who acts and when are read once, in ``by`` and ``at``.
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
        """Read who acts and when, and what a link fills in."""
        super().setup(request, *args, **kwargs)
        self.by, self.at = person(request), timezone.now()
        self.initial = {name: request.GET[name] for name in self.prefilled if name in request.GET}

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

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Do the act once, however often the form is sent, and say where to go next."""

        def do() -> str:
            with transaction.atomic(), at_the_end():
                return self.act(form.cleaned_data)

        own = form.cleaned_data["submission"]
        # The cache's keys know no spaces or control characters; ours are hexadecimal.
        key = f"submission:{self.by.pk}:{own}" if own.isascii() and own.isalnum() else ""
        try:
            address, was_earlier = once(key, do)
        except Refusal as refusal:
            form.refuse(refusal)
            return self.form_invalid(form)
        if address == UNDER_WAY:
            messages.info(
                self.request, _("This form was sent twice; the first one is being worked on.")
            )
            return redirect(settings.LOGIN_REDIRECT_URL)
        if was_earlier:
            messages.info(self.request, _("This form was sent twice; it was done once."))
        elif self.said:
            messages.success(self.request, str(self.said))
        return redirect(address)

    def form_invalid(self, form: DeskForm) -> HttpResponse:
        """Show the form with what is wrong: 422."""
        return self.render_to_response(self.get_context_data(form=form), status=NOT_ACCEPTED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the page."""
        words = {
            "heading": self.heading,
            "explanation": self.explanation,
            "button": self.button,
            "back": self.back,
            "section": "desk",
        }
        return super().get_context_data(**(words | kwargs))


class ButtonView(ActView):
    """A button without a page of its own: a refusal is said on the page that it stands on."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act with what was sent, and say what came of it."""
        try:
            with transaction.atomic(), at_the_end():
                address = self.act(request.POST.dict())
        except Refusal as refusal:
            messages.error(request, worded(refusal))
            return redirect(self.back)
        if self.said:
            messages.success(request, str(self.said))
        return redirect(address)

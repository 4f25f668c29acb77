"""How a form of the desk becomes one act: refused at the field, done once, then a redirect."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from tracker.base.acts.refusal import Refusal
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import User

NOT_ACCEPTED = 422
KEPT_SECONDS = 3600
_UNDER_WAY = "."

Result = TypeVar("Result")


def _new_key() -> str:
    return uuid.uuid4().hex


class DeskForm(forms.Form):
    """A form that carries a key of its own, so that sending it twice does one thing."""

    submission = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, initial=_new_key
    )
    error_css_class = "has-error"


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even if it was nothing at all, or None."""
    return request.POST if request.method == "POST" else None


def perform(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Result],
    *,
    then: Callable[[Result], str],
    said: str = "",
    place: Callable[[Refusal], bool] | None = None,
) -> HttpResponseRedirect | None:
    """Do what a form that was sent and is valid asks for, once, and say where to go next.

    Args:
        request: the request; anything but a POST does nothing.
        form: the form, bound to what was sent.
        act: the operation, given ``cleaned_data``; it runs in one transaction.
        then: the address to go to, from what ``act`` gave back.
        said: a sentence shown on the next page.
        place: puts a refusal at a field of another form of the page; True when it did.

    Returns:
        A redirect; None if there was nothing to do, or if the form is not valid or the act was
        refused, with the reason in the form.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    key = _key(request, form)
    earlier = _begin(key)
    if earlier is not None:
        return _sent_twice(request, earlier)
    try:
        with transaction.atomic(), at_the_end():
            result = act(form.cleaned_data)
    except Refusal as refusal:
        _release(key)
        if place is None or not place(refusal):
            show_refusal(form, refusal)
        return None
    except BaseException:
        _release(key)
        raise
    url = then(result)
    _finish(key, url)
    if said:
        messages.success(request, said)
    return redirect(url)


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Add a refusal to the field it is about, or above the form if it is about none of them."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, forms.ValidationError(refusal.message, code=refusal.code))


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a form's page; 422 if what was sent was not accepted.

    Args:
        request: the request.
        template: the page's template.
        context: what it shows; ``form`` is looked at for errors.
    """
    refused = request.method == "POST" and not context.get("accepted", False)
    return render(request, template, context, status=NOT_ACCEPTED if refused else 200)


def person(request: HttpRequest) -> User:
    """The signed-in person; ``tracker.site.access`` lets nobody else come this far.

    Raises:
        TypeError: nobody is signed in, so a page of the desk stands open.
    """
    if not isinstance(request.user, User):
        raise TypeError("A page of the desk was reached without signing in.")
    return request.user


def _key(request: HttpRequest, form: forms.Form) -> str:
    own = form.cleaned_data.get("submission", "")
    # The cache's keys know no spaces or control characters; ours are hexadecimal.
    if not own or not all(c in "0123456789abcdef" for c in own):
        return ""
    return f"submission:{request.user.pk}:{own}"


def _begin(key: str) -> str | None:
    """Claim the key; give back what an earlier sending of the same form came to."""
    if not key:
        return None
    with suppress(RedisError):  # without the cache a form can be sent twice, but it can be sent
        if not cache.add(key, _UNDER_WAY, KEPT_SECONDS):
            return str(cache.get(key) or _UNDER_WAY)
    return None


def _finish(key: str, url: str) -> None:
    if key:
        with suppress(RedisError):
            cache.set(key, url, KEPT_SECONDS)


def _release(key: str) -> None:
    if key:
        with suppress(RedisError):
            cache.delete(key)


def _sent_twice(request: HttpRequest, earlier: str) -> HttpResponseRedirect:
    if earlier == _UNDER_WAY:
        messages.info(request, _("This form was sent twice; the first one is being worked on."))
        return redirect("desk:my_work")
    messages.info(request, _("This form was sent twice; it was done once."))
    return redirect(earlier)

"""How django-allauth behaves in this house."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator: nobody signs himself up to review claims."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

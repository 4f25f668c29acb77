"""Whose files are taken in at all, and how much of one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from tracker.base.people.models import role_of
from tracker.base.people.role import STAFF

TOO_LARGE = "counterclaim_upload_too_large"


class BoundedUpload(FileUploadHandler):
    """Stands before the handlers that write files down, and skips what must not be written.

    A file of somebody who does not work at the desk is never kept, not even for the time it takes
    to refuse the form it came with. One that grows beyond the limit is dropped while it arrives;
    the fields that came with it are read all the same, so that nothing a person typed is lost. The
    limit is of all files of a request together: a form takes one, a request may hold a hundred.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file.

        Raises:
            SkipFile: nobody of the desk is signed in.
        """
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or role_of(user) not in STAFF:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what has come and hand it on.

        Raises:
            SkipFile: it is more than is taken.
        """
        self.size += len(raw_data)
        if self.size > settings.DEPOSIT_MAX_BYTES:
            setattr(self.request, TOO_LARGE, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file that came with this request was dropped for its size."""
    return bool(getattr(request, TOO_LARGE, False))

"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.base.web.fresh.code import code_digest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()
code_digest()  # of the files as they were loaded

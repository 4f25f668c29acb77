"""How gunicorn runs the site, in the demonstration and in production alike.

``gunicorn --config python:tracker.site.server.shape tracker.wsgi``; what stands on its command
line goes before. Why: docs/decisions/web-server.md.
"""

worker_class = "tracker.site.server.worker.Worker"
workers = 2
threads = 8
# Only a process that no longer turns its loop is ended; answers may take as long as they need.
timeout = 300
graceful_timeout = 30
control_socket_disable = True

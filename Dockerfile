# One image for every process of the production shape: web, workers, beat and the migrate step.
# docker-compose.yml says which command each of them runs; docs/operations.md explains.

FROM python:3.11-slim-trixie AS build
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv>=0.5"
WORKDIR /app
# Dependencies first: they change less often than our own files.
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-default-groups
COPY . .
# Static files with a hash in their names. The secret only lets the settings load; it is not kept.
RUN COUNTERCLAIM_SECRET_KEY=build-only-and-nowhere-else \
    COUNTERCLAIM_STATIC_ROOT=/app/static \
    .venv/bin/python manage.py collectstatic --noinput

FROM python:3.11-slim-trixie AS app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    COUNTERCLAIM_VAR=/var/lib/counterclaim \
    COUNTERCLAIM_STATIC_ROOT=/app/static
# pg_dump and pg_restore for `manage.py backup` and `restore`: the version of docker-compose.yml's server.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/counterclaim --create-home counterclaim
COPY --from=build /app /app
WORKDIR /app
USER counterclaim
VOLUME /var/lib/counterclaim
EXPOSE 8000
# "localhost" must be among COUNTERCLAIM_HOSTS. The workers have health checks of their own.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/health/', headers={'Host': 'localhost'}), timeout=4)"]
CMD ["gunicorn", "--config", "python:tracker.site.server.shape", "tracker.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--access-logfile", "-", "--worker-tmp-dir", "/dev/shm"]

# The same with Debian's Chromium, for the workers of the queue `renderings` only: it adds some
# 600 MB, and a browser has no place on the machines that serve the site.
FROM app AS with-browser
USER root
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium fonts-dejavu fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*
USER counterclaim

# Last, so that a build without a target makes the image without a browser.
FROM app

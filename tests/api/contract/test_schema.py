"""The schema is whole, valid and true."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from claims.api.urls import router
from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.house.database import rows


def test_the_schema_is_valid_and_leaves_nothing_unsaid() -> None:
    out = StringIO()

    call_command("spectacular", "--fail-on-warn", "--validate", stdout=out)

    assert "/api/v1/claims/" in out.getvalue()


def test_the_schema_is_served(client: Client, db: None) -> None:
    answer = client.get("/api/v1/schema/")

    assert answer.status_code == 200
    assert b"openapi: 3" in answer.content


def test_every_row_has_the_fields_the_schema_promises(get: Get) -> None:
    claim = dispute(status="published", place=rows.place())
    rows.verdict(claim=claim)
    rows.counterclaim(claim=claim)
    rows.recheck(page=claim.citations.get().page)
    schema: dict[str, Any] = SchemaGenerator().get_schema(public=True)

    for prefix, view, _name in router.registry:
        lists = schema["paths"][f"/api/v1/{prefix}/"]["get"]["responses"]["200"]
        page = lists["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        items = schema["components"]["schemas"][page]["properties"]["results"]["items"]
        shape = schema["components"]["schemas"][items["$ref"].rpartition("/")[2]]
        (row, *_) = get(f"{prefix}/")["results"]
        assert set(row) == set(shape["properties"]), (prefix, view)

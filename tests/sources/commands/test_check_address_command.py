"""`manage.py check_address` says of each address whether it would be fetched."""

from __future__ import annotations

import json
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ANSWERS = {
    "news.example": ["93.184.215.14"],
    "rebind.example": ["93.184.215.14", "127.0.0.1"],
    "plain.example": "93.184.215.14",
    "mixed.example": [["93.184.215.14", "10.0.0.1"]],
}


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS))
    return str(path)


def check(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("check_address", *arguments, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_address_gets_its_verdict(answers: str) -> None:
    addresses = ["https://news.example/a", "http://rebind.example/", "http://mixed.example/"]

    lines = check(
        *addresses,
        "http://plain.example/",
        "http://10.0.0.1/",
        "http://none.example/",
        "--answers",
        answers,
    )

    assert [(line["fetch"], line["rule"]) for line in lines] == [
        (True, None),
        (False, "rebinding"),
        (False, "not_public"),
        (True, None),
        (False, "not_public"),
        (False, "unresolvable"),
    ]
    assert lines[0]["connect_to"] == ["93.184.215.14"]


def test_addresses_come_from_standard_input(answers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = b"https://news.example/\n\nht\ttp://news.example/\nhttp://\xff\xfe/\nhttp://a\x00b/\n"
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given)))

    lines = check("--answers", answers)

    assert [line["fetch"] for line in lines] == [True, False, False, False]
    assert lines[1]["address"] == "ht\ttp://news.example/"


def test_a_named_server_can_be_admitted(answers: str) -> None:
    (line,) = check("http://127.0.0.1:8801/", "--allow", "127.0.0.1:8801", "--answers", answers)

    assert (line["fetch"], line["allowed_by"]) == (True, "127.0.0.1:8801")


def test_people_get_a_line_each(answers: str) -> None:
    out = StringIO()

    call_command("check_address", "http://10.0.0.1/", "--answers", answers, stdout=out)

    assert out.getvalue().startswith("refuse  http://10.0.0.1/  [not_public] The address is not on")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "must be a JSON object"),
        ("{", "Expecting property name"),
        ('{"a.example": 5}', "give a list"),
        ('{"a.example": [5]}', "an answer is an address or a list"),
    ],
)
def test_a_file_of_another_shape_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(content)

    with pytest.raises(CommandError, match=message):
        check("http://news.example/", "--answers", str(path))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"--answers /nowhere\.json: .*No such file"):
        check("http://news.example/", "--answers", "/nowhere.json")


@pytest.mark.parametrize("given", [b"", b"\n\r\n"])
def test_no_address_at_all_is_said(given: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given)))

    with pytest.raises(CommandError, match="No address was given") as caught:
        check()

    assert caught.value.returncode == 2

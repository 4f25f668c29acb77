"""The structure of the house, measured, is what docs/architecture.md says of it."""

from __future__ import annotations

import pytest

from tests.house.walls.structure import Structure, measured

MOST_SHARED_NAMES = 40
# Files follow concepts, not a length: this is where the median stands, rounded up.
MEDIAN = 100


@pytest.fixture(scope="module")
def house() -> Structure:
    return measured()


def test_no_module_is_in_a_circle(house: Structure) -> None:
    assert house.in_cycles == []


def test_no_folder_holds_more_than_one_can_keep_in_mind(house: Structure) -> None:
    assert house.full_folders == []


def test_a_public_name_means_one_thing(house: Structure) -> None:
    assert len(house.shared_names) <= MOST_SHARED_NAMES, house.shared_names


def test_no_line_of_a_template_is_wider_than_a_screen(house: Structure) -> None:
    assert house.wide_lines == []


def test_files_are_short(house: Structure) -> None:
    assert house.median_lines <= MEDIAN


def test_every_module_stands_on_a_floor(house: Structure) -> None:
    assert house.outside == []

"""Looking at a picture: its pixels, and the words that stand in the file."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

from claims.presentation.link_pictures.paper import PAPER
from claims.presentation.link_pictures.sheet import HEIGHT, WIDTH

EDGE = 44
"""Pixels at each side that nothing may stand in."""
_ROUNDED = 24
"""How far a shade may be from itself in a file with fewer colours, and still be the same one."""


def seen(content: bytes) -> Image.Image:
    """The picture in a file.

    Raises:
        AssertionError: it is none, or not of the size that networks are told.
    """
    image = Image.open(BytesIO(content))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def words_in(content: bytes) -> str:
    """What the file says that it shows."""
    image = Image.open(BytesIO(content))
    image.load()
    return str(image.info["Description"])


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part of a picture are not as the ground that it has at its corner."""
    part = image.crop(box)
    ground = Image.new("RGB", part.size, part.getpixel((0, 0)))
    grey = ImageChops.difference(part, ground).convert("L")
    return sum(number for shade, number in enumerate(grey.histogram()) if shade > _ROUNDED)


def stays_within(image: Image.Image) -> bool:
    """Whether nothing is written into the edges, nor across the middle of two columns."""
    top, bottom = 94, 436
    edges = [(0, top, EDGE, bottom), (WIDTH - EDGE, top, WIDTH, bottom), (0, 0, WIDTH, 30)]
    return not any(inked(image, edge) for edge in edges)


def is_paper(image: Image.Image) -> bool:
    """Whether the ground is the site's."""
    red, green, blue = (int(PAPER[at : at + 2], 16) for at in (1, 3, 5))
    found = image.getpixel((2, 2))
    return isinstance(found, tuple) and all(
        abs(a - b) <= 2 for a, b in zip(found, (red, green, blue), strict=True)
    )

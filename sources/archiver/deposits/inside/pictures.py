"""Pictures: EXIF with its places and serial numbers, XMP, IPTC, comments, and copies without.

A cleaned copy is made anew from the dots of the picture: turned as EXIF said it is to be shown, its
colours brought to sRGB, saved by Pillow with nothing beside it, and read again.
"""

import io
import re
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps, IptcImagePlugin
from PIL import __version__ as version

from sources.archiver.deposits.inside.found import Told

PROGRAM = f"Pillow {version}"
MOST_DOTS = 60_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
IFDS = {"Exif": 0x8769, "GPS": 0x8825, "Interop": 0xA005}
DEVICE = re.compile(
    r"make|model|serial|lens|software|firmware|body|camera|makernote|id\b", re.IGNORECASE
)
PERSON = re.compile(
    r"artist|author|owner|copyright|creator|byline|by-line|credit|contact", re.IGNORECASE
)
TIME = re.compile(r"date|time", re.IGNORECASE)
# What says only how the dots are to be drawn.
HARMLESS = frozenset(
    {
        *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform"),
        *("progression", "progressive", "version", "background", "transparency", "duration"),
        *("loop", "timestamp", "interlace", "gamma", "aspect", "srgb", "chromaticity", "extension"),
        *("disposal", "default_image", "bbox", "blend"),
    }
)
IPTC = {(2, 80): "By-line", (2, 85): "By-line title", (2, 90): "City", (2, 110): "Credit"}
XMP_NAME = re.compile(
    rb"<(?:\w+:)?(creator|Artist|OwnerName|SerialNumber|BodySerialNumber|LensSerialNumber|"
    rb"GPSLatitude|GPSLongitude|CreatorTool|Author)\b[^>]*>(.{1,400}?)</",
    re.IGNORECASE | re.DOTALL,
)
XMP_ATTRIBUTE = re.compile(
    rb"\b(?:\w+):(OwnerName|SerialNumber|BodySerialNumber|LensSerialNumber|GPSLatitude|"
    rb"GPSLongitude|CreatorTool|Artist|Author)=[\"']([^\"']{1,300})[\"']",
    re.IGNORECASE,
)
TAG = re.compile(rb"<[^>]*>")
MARK, END, SCAN = 0xFF, 0xD9, 0xDA
NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The next mark behind dots, in which FF is always followed by 00 or by D0 to D7."""
IEND = b"\0\0\0\0IEND\xaeB`\x82"


class NotCleanedError(Exception):
    """No cleaned copy is made; the message is a code of `found.NOT_CLEANED`."""


def prepare() -> None:
    """Load what opening pictures loads: later no file can be opened."""
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    Image.preinit()
    Image.init()
    for kind in FORMATS:
        out = io.BytesIO()
        Image.new("RGB", (2, 2)).save(out, kind)
        clean(out.getvalue())
    ImageCms.createProfile("sRGB")


def look(body: bytes, told: Told) -> None:
    """Note what a picture says beside the picture.

    Raises:
        Exception: it is damaged; Pillow has many kinds of that.
    """
    with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
        picture.load()
        _exif(picture, told)
        for name, value in picture.info.items():
            _beside(str(name), value, told)
        iptc = IptcImagePlugin.getiptcinfo(picture) if picture.format == "JPEG" else None
        for key, value in (iptc or {}).items():
            _said(f"IPTC {IPTC.get(key, key)}", _joined(value), told)
        for marker, content in getattr(picture, "applist", []):
            if marker not in ("APP0", "APP14", "APP1", "COM") and not content.startswith(
                b"ICC_PROFILE"
            ):
                told.add("block", f"JPEG {marker}", f"{len(content)} bytes")
        for name, value in getattr(picture, "text", {}).items():
            _said(f"PNG {name}", value, told)
        left = _behind(body, picture.format or "")
    if left:
        told.add("block", "Behind the end of the picture", f"{left} bytes")


def _exif(picture: Image.Image, told: Told) -> None:
    exif = picture.getexif()
    for tag, value in exif.items():
        if tag not in IFDS.values() and tag != ExifTags.Base.Orientation:
            _said(f"EXIF {ExifTags.TAGS.get(tag, tag)}", value, told)
    for name, place in IFDS.items():
        for tag, value in exif.get_ifd(place).items():
            if name == "GPS":
                told.add("gps", f"GPS {ExifTags.GPSTAGS.get(tag, tag)}", _joined(value))
            else:
                _said(f"EXIF {ExifTags.TAGS.get(tag, tag)}", value, told)
    if exif.get_ifd(ExifTags.IFD.IFD1):
        told.add("block", "EXIF preview", "a small picture of the picture as it was")


def _beside(name: str, value: Any, told: Told) -> None:
    if name in HARMLESS or name == "exif":
        return
    if name == "icc_profile":
        told.add("block", "Colour profile", f"{len(value)} bytes")
    elif name == "xmp" or "xmp" in name.lower():
        content = value if isinstance(value, bytes) else str(value).encode()
        told.add("block", "XMP", f"{len(content)} bytes")
        for found in (*XMP_NAME.finditer(content), *XMP_ATTRIBUTE.finditer(content)):
            said = TAG.sub(b" ", found.group(2)).strip()
            _said(f"XMP {found.group(1).decode()}", said, told)
    elif name == "photoshop":
        told.add("block", "Photoshop", "")
    else:
        _said(name, value, told)


def _said(name: str, value: Any, told: Told) -> None:
    group = "comment"
    for pattern, found in ((PERSON, "person"), (DEVICE, "device"), (TIME, "time")):
        if pattern.search(name):
            group = found
            break
    if "gps" in name.lower():
        group = "gps"
    told.add(group, name, _joined(value) or "(empty)")


def _joined(value: Any) -> str:
    if isinstance(value, bytes):
        text = value.decode("utf-8", "replace")
        return text if text.isprintable() else f"{len(value)} bytes"
    if isinstance(value, (list, tuple)):
        return ", ".join(_joined(one) for one in value)
    return str(value)


def _behind(body: bytes, kind: str) -> int:
    """Bytes behind the end of the picture: a second picture, or a film."""
    if kind == "PNG":
        end = body.find(IEND)
        return len(body) - end - len(IEND) if end >= 0 else 0
    if kind == "JPEG":
        end = _end_of_jpeg(body)
        return len(body) - end if end else 0
    if kind == "WEBP":
        return max(0, len(body) - 8 - int.from_bytes(body[4:8], "little") - len(body) % 2)
    return 0


def _end_of_jpeg(body: bytes) -> int:
    """The place behind the end mark, found by going from segment to segment; 0 if there is none."""
    place = 2
    while place + 4 <= len(body) and body[place] == MARK:
        mark = body[place + 1]
        if mark == END:
            return place + 2
        if mark == MARK:  # one that only fills
            place += 1
            continue
        place += 2 + int.from_bytes(body[place + 2 : place + 4])
        if mark == SCAN:
            found = NEXT.search(body, place)
            place = found.start() if found else len(body)
    return place + 2 if body[place : place + 2] == bytes((MARK, END)) else 0


def clean(body: bytes) -> bytes:
    """Make the picture anew, with nothing beside it.

    Raises:
        NotCleanedError: it moves, or something is left in what was made.
        Exception: it is damaged.
    """
    with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
        kind = picture.format or ""
        if getattr(picture, "n_frames", 1) > 1 and kind != "MPO":
            raise NotCleanedError("moving")
        picture.load()
        dots = _in_plain_colours(ImageOps.exif_transpose(picture))
    fresh = Image.new(dots.mode, dots.size)
    fresh.paste(dots)
    if dots.mode == "P":
        fresh.putpalette(dots.getpalette() or [])
        if "transparency" in dots.info:
            fresh.info["transparency"] = dots.info["transparency"]
    out = io.BytesIO()
    ways: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 95, "subsampling": 0},
        "PNG": {"optimize": False},
        "WEBP": {"quality": 95, "method": 4},
    }
    fresh.save(out, kind, **ways.get(kind, {}))
    made = out.getvalue()
    told = Told()
    look(made, told)
    if told:
        raise NotCleanedError("left")
    return made


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            plain = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, given, plain, outputMode="RGB") or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture
    return picture

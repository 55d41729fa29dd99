"""The faces the program brings along: advances, glyphs (with variants), subsets for a PDF.

Only files of `resources/fonts` are used, never a font of the system: what is laid out here prints the same on
every PC. A character that no face has is drawn as 〓 and marked `missing`; it stays in the text.

A *cluster* is a base character with the variation selectors, combining marks and invisible format characters
that follow it; it is never divided and is drawn with one glyph.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast

import uharfbuzz as hb

from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.typeset.blocks import Family

T = TypeVar("T")
GETA = "〓"
KEPT = 20_000
FILES = {
    "mincho": "BIZUDMincho-Regular.ttf",
    "gothic": "BIZUDGothic-Regular.ttf",
    "gothic-bold": "BIZUDGothic-Bold.ttf",
    "ui": "BIZUDPGothic-Regular.ttf",
    "ui-bold": "BIZUDPGothic-Bold.ttf",
    "fallback-mincho": "ZaitakuFallbackMincho-Regular.otf",
    "fallback-gothic": "ZaitakuFallbackGothic-Regular.otf",
}
_FALLBACKS = {
    "mincho": ("fallback-mincho", "fallback-gothic"),
    "fallback-mincho": ("fallback-gothic",),
    "fallback-gothic": ("fallback-mincho",),
}
_GOTHIC_FALLBACKS = ("fallback-gothic", "fallback-mincho")

_EXTENDING_RANGES = (
    "\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    "\ufeff\u00ad\U000e0100-\U000e01ef"
)
EXTENDING = re.compile(f"[{_EXTENDING_RANGES}]")
_CLUSTER = re.compile(f"[^{_EXTENDING_RANGES}][{_EXTENDING_RANGES}]*|[{_EXTENDING_RANGES}]+", re.DOTALL)
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
_SPACES = re.compile(r"[\s\u0000-\u001f]")
_MARKS = ("Mn", "Me", "Cf")


def split_clusters(text: str) -> tuple[str, ...]:
    """The clusters of `text`, in order; joined again they are the text."""
    if EXTENDING.search(text) is None:
        return tuple(text)
    return tuple(_CLUSTER.findall(text))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn cluster. `face` = where the glyph is, `gid` its glyph id (the CID in a PDF too), `advance` in em.

    `missing` = no face has the character; gid is then 〓 of the face asked for.
    """

    face: str
    gid: int
    advance: float
    missing: bool = False


class _Advances(dict[str, float]):
    """Character → advance in em, filled as characters are met (`map(advances.__getitem__, text)`)."""

    def __init__(self, faces: Faces, key: str) -> None:
        super().__init__()
        self._faces = faces
        self._key = key

    def __missing__(self, character: str) -> float:
        value = 0.0 if EXTENDING.match(character) else self._faces.glyph(self._key, character).advance
        self[character] = value
        return value


class _OwnAdvances(_Advances):
    """The same for characters that are a cluster by themselves and in the face itself; KeyError for others."""

    def __missing__(self, character: str) -> float:
        if EXTENDING.match(character):
            raise KeyError(character)
        glyph = self._faces.glyph(self._key, character)
        if glyph.face != self._key or glyph.missing:
            raise KeyError(character)
        self[character] = glyph.advance
        return glyph.advance


class Face:
    """One font file, opened when first needed and mapped, not read, into memory."""

    def __init__(self, key: str, path: Path) -> None:
        self.key = key
        self.path = path

    @cached_property
    def _face(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(self._face)

    @cached_property
    def units_per_em(self) -> int:
        """Font units per em (2048 in BIZ UD, 1000 in the fallback faces)."""
        return int(self._face.upem)

    @cached_property
    def is_cff(self) -> bool:
        """True: CFF outlines with CID = glyph id (FontFile3); False: TrueType (FontFile2)."""
        return "CFF " in self._face.table_tags

    @cached_property
    def bbox(self) -> tuple[int, int, int, int]:
        """xMin, yMin, xMax, yMax of all glyphs, in 1/1000 em."""
        head = bytes(self._face.reference_table("head").data)
        x0, y0, x1, y1 = (round(v * 1000 / self.units_per_em) for v in struct.unpack(">4h", head[36:44]))
        return x0, y0, x1, y1

    @cached_property
    def post_script_name(self) -> str:
        """E.g. `BIZUDMincho-Regular`: ASCII, without spaces."""
        return self.path.stem

    @property
    def ascent(self) -> int:
        """The body's top above the baseline in 1/1000 em (PAGES 1: 0.88 em in every face used here)."""
        return 880

    @property
    def descent(self) -> int:
        """The body's foot in 1/1000 em, negative."""
        return -120

    @cached_property
    def cap_height(self) -> int:
        """Height of a Latin capital in 1/1000 em."""
        table = bytes(self._face.reference_table("OS/2").data)
        if len(table) < 90 or struct.unpack(">H", table[:2])[0] < 2:
            return 740
        return round(int(struct.unpack(">h", table[88:90])[0]) * 1000 / self.units_per_em)

    @cached_property
    def glyph_count(self) -> int:
        """Number of glyphs; glyph ids run from 0 to this − 1."""
        return int(self._face.glyph_count)

    def glyph_of(self, character: str, selector: str = "") -> int:
        """Glyph id of a character, or of a character with a variation selector; 0 = the face has none."""
        if selector:
            return int(self._font.get_variation_glyph(ord(character), ord(selector)) or 0)
        return int(self._font.get_nominal_glyph(ord(character)) or 0)

    def composed(self, cluster: str) -> int:
        """The single glyph that a base with combining marks becomes (か゚), or 0."""
        infos, _ = self._shape(cluster, "ltr")
        return int(infos[0].codepoint) if len(infos) == 1 else 0

    def vertical_of(self, gid_text: str) -> int:
        """The upright form for vertical setting (GSUB vert) of a cluster; 0 if the face does not have it."""
        infos, _ = self._shape(gid_text, "ttb")
        return int(infos[0].codepoint) if infos else 0

    def _shape(self, text: str, direction: str) -> tuple[list[hb.GlyphInfo], list[hb.GlyphPosition]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = direction
        buffer.script = "Hani"
        buffer.language = "ja"
        hb.shape(self._font, buffer, {"liga": False})
        return buffer.glyph_infos, buffer.glyph_positions

    def advance(self, gid: int) -> float:
        """Horizontal advance of a glyph in em."""
        return float(self._font.get_glyph_h_advance(gid)) / self.units_per_em

    def extents(self, gid: int) -> tuple[float, float, float, float]:
        """Ink box x0, y0 (bottom), x1, y1 (top) in em from the glyph's origin; zeros for a blank glyph."""
        box = self._font.get_glyph_extents(gid)
        if box is None:
            return 0.0, 0.0, 0.0, 0.0
        em = self.units_per_em
        top, left = box.y_bearing / em, box.x_bearing / em
        return left, top + box.height / em, left + box.width / em, top

    def subset(self, gids: Collection[int]) -> bytes:
        """The font file with only these glyphs (and .notdef) under their old ids.

        TrueType: a whole font for FontFile2. CFF: the bare CFF table, for FontFile3 / CIDFontType0C, in which
        CID = glyph id. The same ids give the same bytes. Raises RuntimeError if HarfBuzz cannot subset.
        """
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(sorted({0, *gids}))
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        for tag in ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "name", "post", "OS/2"):
            wanted.drop_table_tag_set.add(struct.unpack(">I", tag.encode("ascii"))[0])
        face = hb.subset(self._face, wanted)
        if self.is_cff:
            return bytes(face.reference_table("CFF ").data)
        return bytes(face.blob.data)


class Faces:
    """The set of faces, with every look-up cached. Make one and pass it on; not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._faces = {key: Face(key, folder / name) for key, name in FILES.items()}
        self._glyphs: dict[tuple[str, str], Glyph] = {}
        self._verticals: dict[tuple[str, str], Glyph] = {}
        self._advances = {key: _Advances(self, key) for key in FILES}
        self._own_advances = {key: _OwnAdvances(self, key) for key in FILES}
        self._kept: dict[object, list[object]] = {}

    @classmethod
    def load(cls, folder: Path | None = None) -> Faces:
        """The faces in `folder` (default: the program's own). Raises FileNotFoundError if a file is lacking."""
        place = folder if folder is not None else resource("fonts")
        for name in FILES.values():
            if not (place / name).is_file():
                raise FileNotFoundError(place / name)
        return cls(place)

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What is kept under `key`: line breaks already made, or what `make` makes now."""
        place = self._kept.setdefault(key, [])  # one look at the key, which is long
        if not place:
            place.append(make())
            if len(self._kept) > KEPT:
                for old in list(islice(self._kept, KEPT // 4)):
                    del self._kept[old]
        return cast(T, place[0])

    def face_for(self, family: Family, bold: bool) -> str:
        """Key of the face for a look. Bold is always the bold gothic: a mincho is never emboldened (PAGES 1)."""
        if bold:
            return "gothic-bold"
        return family

    def face(self, key: str) -> Face:
        """The face behind a key. Raises KeyError for an unknown key."""
        return self._faces[key]

    def advances(self, key: str) -> dict[str, float]:
        """Character → advance in em for a face (fallback and 〓 included); selectors and marks are 0.

        Use `table[character]`, not `.get`: the table fills itself.
        """
        return self._advances[key]

    def width(self, key: str, text: str) -> float:
        """Width of `text` in em, set solid without squeezing."""
        return sum(map(self._advances[key].__getitem__, text))

    def glyph(self, key: str, cluster: str, *, vertical: bool = False) -> Glyph:
        """The glyph that draws `cluster` when the text asks for face `key`: from it, a fallback face, or 〓."""
        cache = self._verticals if vertical else self._glyphs
        found = cache.get((key, cluster))
        if found is None:
            found = self._resolve(key, cluster)
            if vertical and not found.missing:
                face = self._faces[found.face]
                gid = face.vertical_of(cluster)
                if gid:
                    found = Glyph(found.face, gid, 1.0)
            cache[key, cluster] = found
        return found

    def own_advances(self, key: str) -> dict[str, float]:
        """As `advances`, but raises KeyError for what is not a cluster by itself or not a glyph of face `key`."""
        return self._own_advances[key]

    def _candidates(self, key: str) -> tuple[str, ...]:
        return (key, *_FALLBACKS.get(key, _GOTHIC_FALLBACKS))

    def _resolve(self, key: str, cluster: str) -> Glyph:
        visible = _INVISIBLE.sub("", cluster)
        if not visible:
            return Glyph(key, self._faces[key].glyph_of(" "), 0.0)
        base, marks = visible[0], visible[1:]
        if EXTENDING.match(base):
            return self._geta(key)
        for name in self._candidates(key):
            gid = self._gid_in(self._faces[name], base, marks)
            if gid:
                return Glyph(name, gid, self._faces[name].advance(gid))
        if marks:
            # An unknown variant is drawn with the plain character; the selector stays in the text.
            plain = self._resolve(key, base)
            return plain if _SELECTORS.match(marks) else Glyph(plain.face, plain.gid, plain.advance, True)
        if _SPACES.match(base) or unicodedata.category(base) in _MARKS:
            gid = self._faces[key].glyph_of(" ")
            return Glyph(key, gid, self._faces[key].advance(gid))
        return self._geta(key)

    def _gid_in(self, face: Face, base: str, marks: str) -> int:
        if not marks:
            return face.glyph_of(base)
        if len(marks) == 1 and _SELECTORS.match(marks):
            return face.glyph_of(base, marks)
        composed = unicodedata.normalize("NFC", base + marks)
        if len(composed) == 1:
            return face.glyph_of(composed)
        return face.composed(base + marks)

    def _geta(self, key: str) -> Glyph:
        for name in self._candidates(key):
            gid = self._faces[name].glyph_of(GETA)
            if gid:
                return Glyph(name, gid, 1.0, True)
        return Glyph(key, 0, 1.0, True)

"""The bundled faces: what they draw, and with what."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.typeset.fonts import FILES, Faces, split_clusters

PRINTED = ("mincho", "gothic", "gothic-bold")
KATSURAGI = "葛\U000e0100"


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def test_that_bold_is_the_bold_gothic_in_either_family(faces: Faces) -> None:
    assert faces.face_for("mincho", False) == "mincho"
    assert faces.face_for("gothic", False) == "gothic"
    assert faces.face_for("gothic", True) == faces.face_for("mincho", True) == "gothic-bold"


@pytest.mark.parametrize("key", PRINTED)
@pytest.mark.parametrize(
    "name", ["髙橋", "宮﨑", "濵田", "渡邉", "渡邊", "𠮷田", "槗本", "𣘺", "德永", "曻", "祐\ufe00"]
)
def test_that_names_are_drawn(faces: Faces, key: str, name: str) -> None:
    assert not any(faces.glyph(key, cluster).missing for cluster in split_clusters(name))


@pytest.mark.parametrize("key", PRINTED)
@pytest.mark.parametrize("character", "𠮷槗")
def test_that_what_biz_lacks_comes_from_a_fallback_face(faces: Faces, key: str, character: str) -> None:
    glyph = faces.glyph(key, character)
    assert glyph.face == ("fallback-mincho" if key == "mincho" else "fallback-gothic")
    assert faces.glyph(glyph.face, character) == glyph


def test_that_a_variant_has_its_own_glyph(faces: Faces) -> None:
    assert faces.glyph("mincho", KATSURAGI).gid != faces.glyph("mincho", "葛").gid
    assert faces.glyph("mincho", "辻\U000e0100").gid != faces.glyph("mincho", "辻").gid


def test_that_a_variant_biz_lacks_comes_from_the_fallback_face(faces: Faces) -> None:
    source = hb.Face(hb.Blob.from_file_path(str(faces.face("fallback-mincho").path)))
    selector = 0xE0101
    bases = [base for base in source.variation_unicodes(selector) if faces.face("mincho").glyph_of(chr(base))]
    assert bases
    for base in bases[:50]:
        assert faces.glyph("mincho", chr(base) + chr(selector)).face == "fallback-mincho"


def test_that_an_unknown_variant_is_drawn_plain(faces: Faces) -> None:
    assert faces.glyph("gothic", "あ\U000e0105").gid == faces.glyph("gothic", "あ").gid
    assert not faces.glyph("gothic", "あ\U000e0105").missing


@pytest.mark.parametrize("character", ["⇓", "😀", "\ue000", "ก"])
def test_that_an_absent_character_is_drawn_as_geta_and_said_to_be_missing(faces: Faces, character: str) -> None:
    glyph = faces.glyph("gothic", character)
    assert glyph.missing
    assert (glyph.face, glyph.gid) == ("gothic", faces.glyph("gothic", "〓").gid)
    assert not faces.glyph("gothic", "〓").missing


def test_that_a_combined_kana_is_one_glyph(faces: Faces) -> None:
    assert faces.glyph("gothic", "か\u3099").gid == faces.glyph("gothic", "が").gid
    assert faces.glyph("gothic", "か\u309a").gid not in (0, faces.glyph("gothic", "か").gid)


def test_that_format_characters_and_tabs_are_never_missing(faces: Faces) -> None:
    assert faces.glyph("gothic", "\u200b").advance == 0.0
    assert not faces.glyph("gothic", "\t").missing


def test_that_kanji_are_an_em_wide_and_latin_half_an_em(faces: Faces) -> None:
    for key in PRINTED:
        table = faces.advances(key)
        assert {table[c] for c in "医あ、（）１ＡＢ→①■―𠮷"} == {1.0}
        assert {table[c] for c in "aZ09.% ()"} == {0.5}
        assert table["\U000e0100"] == 0.0
        assert faces.width(key, "R6の葛\U000e0100城") == 4.0


def test_that_vertical_setting_takes_the_upright_forms(faces: Faces) -> None:
    for character in "ー（、":
        assert faces.glyph("mincho", character, vertical=True).gid != faces.glyph("mincho", character).gid
    assert faces.glyph("mincho", "医", vertical=True).gid == faces.glyph("mincho", "医").gid


@pytest.mark.parametrize("key", FILES)
def test_that_a_subset_keeps_its_glyph_ids_and_its_bytes(faces: Faces, key: str) -> None:
    face = faces.face(key)
    wanted = [3, 700, 1500]
    data = face.subset(wanted)
    assert data == face.subset(list(reversed(wanted)))
    assert len(data) < 120_000
    if face.is_cff:
        assert data[:1] == b"\x01"
        return
    font = hb.Font(hb.Face(data))
    whole = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path))))
    for gid in wanted:
        assert font.get_glyph_extents(gid) == whole.get_glyph_extents(gid)
        assert font.get_glyph_h_advance(gid) == whole.get_glyph_h_advance(gid)
    assert font.get_glyph_extents(701).width == 0


def test_that_the_fallback_faces_are_small_and_carry_another_name(faces: Faces) -> None:
    for key in ("fallback-mincho", "fallback-gothic"):
        path = faces.face(key).path
        assert path.stat().st_size < 2_500_000
        family = hb.Face(hb.Blob.from_file_path(str(path))).get_name(hb.OTNameIdPredefined.FONT_FAMILY)
        assert family.startswith("Zaitaku Fallback")


def test_that_every_face_has_its_licence_beside_it(faces: Faces) -> None:
    folder = faces.face("mincho").path.parent
    for name in ("OFL-BIZ-UD.txt", "OFL-Zaitaku-Fallback.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / name).read_text(encoding="utf-8")


def test_that_a_folder_without_the_faces_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Faces.load(tmp_path)


@given(st.text(alphabet="あ医葛辻aé\u0301\u3099\U000e0100\ufe00\u200b\n ", max_size=20))
def test_that_clusters_joined_are_the_text(text: str) -> None:
    clusters = split_clusters(text)
    assert "".join(clusters) == text
    assert all(clusters)


@given(st.text(max_size=20))
def test_that_any_text_is_resolved(text: str) -> None:
    faces = Faces.load()
    for cluster in split_clusters(text):
        glyph = faces.glyph("mincho", cluster)
        assert 0 <= glyph.gid < faces.face(glyph.face).glyph_count

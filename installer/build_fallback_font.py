"""Builds the fallback faces in resources/fonts: the characters that BIZ UD lacks and that names need.

    python installer/build_fallback_font.py --noto FOLDER [--out FOLDER]

FOLDER holds NotoSerifCJK-Regular.ttc and NotoSansCJK-Regular.ttc (OFL 1.1). Needed only when the faces are to be
made anew; the program ships the result. What goes in: kanji and letters of JIS X 0213 and JIS X 0212, every kanji
of Adobe-Japan1 with its variants (IVS), and characters of family names outside these sets, each only where BIZ UD
has no glyph. The subsets carry their own family name and have CID = glyph id, so that a PDF can use glyph ids.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = (
    ("NotoSerifCJK-Regular.ttc", "Zaitaku Fallback Mincho", "ZaitakuFallbackMincho-Regular.otf"),
    ("NotoSansCJK-Regular.ttc", "Zaitaku Fallback Gothic", "ZaitakuFallbackGothic-Regular.otf"),
)
# Of family and place names, beyond JIS X 0212/0213 and Adobe-Japan1 (戸籍統一文字, 文字情報基盤).
NAME_CHARACTERS = (
    "𠮷槗𣘺𡈽𠀋𡌛𡢽𡚴𡸴𣇄𣗄𣜿𣝣𣳾𤟱𥒎𥔎𥝱𥧄𥶡𦫿𦹀𧃴𧚄𨉷𨏍𪆐𠂉𠮟𡑮𢘉𣏾𣑊𣑥𣖔𣘹𣙇𣙜𣜌𣜜𣜼𣟧𣟿𣠤𣠽𣪘𣱿𣴀𣵀𣷺𣷹𣷓𤁋𤂖𤄃𤇆𤇾𤎼𤘩𤚥𤢖𤩍𤭖"
    "嶋舘曻濹廣昻桒桺梶檜鄕鄊邨釼釰鈆鉃鋳鎻鏥閇閊靏靎靍飮饂鴈鳫鷗龝亰仐侭俻傳僊冝冨凉剱劔吉呂咲嗒圡圷坦垰垳埇堺塲壷夘奍奥姊嫓學寳尅"
    "峯嵜嵭嶌嶽巖帋幤弌彅彧徳恆悳惠愼戸戶抜捨斉斎斎旡昿暠曺朖朗枩柤柳柗栁栃栞桧梅槇槙樋檮歴歳毎汙泻浄涌淸淵渕渚渡湊満溎漑濱瀧瀨灌烱煕熈爲狹獄珎琢瑤甞甼畄畠畑"
    "眞眦矢碕磻祓祢禮穂穐穗竃竜笂笹筑篠籔籠粂粋粛糀紘絋綠緖縣罸羆羣翆肇胤脇膓臈舩芦苅茨莵菴菅萠葊葛葢蒔蓜蔵薗薩藏藤蘒蘓虵蚫裵褜襃觧詠詫諸謙譽豊豐賴贇赳辵迫逸遙還邑"
    "郞都鄒酉醬釆釈鈩鈴銕鋆鎌鎭鑓鑛閒関闗陞隆隨隷雞霊靑靜鞆頴頼顏顕飯饗馿駈駿髙髜髪魲鮱鯲鯵鰺鰯鱈鱒鳰鴫鵤鵜鶏鷄鷲鹻鹽麿麹麻黃黑黒齊齋龍龜龞鿄鿅鿆"
)
# Outside kanji only letters and signs a municipal paper may hold; Hangul and Bopomofo stay out.
_KEPT_BLOCKS = ((0x20, 0x2E80), (0x3000, 0x3100), (0x31F0, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_KEPT_TABLES = {"CFF ", "OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"}


def _encodable(codec: str) -> Iterator[int]:
    for code in range(0x20, 0x30000):
        if 0xD800 <= code < 0xE000:
            continue
        try:
            chr(code).encode(codec)
        except UnicodeEncodeError:
            continue
        yield code


def _variants(font: TTFont) -> dict[tuple[int, int], str | None]:
    """(base, selector) → glyph name, None = the base character's own glyph."""
    tables = [table for table in font["cmap"].tables if table.format == 14]
    return {
        (base, selector): glyph
        for table in tables
        for selector, entries in table.uvsDict.items()
        for base, glyph in entries
    }


def choose(primary: TTFont, source: TTFont) -> tuple[set[int], dict[tuple[int, int], str | None]]:
    """The characters and the variant pairs of `source` that `primary` lacks and Japanese names need."""
    has, offers = set(primary.getBestCmap()), source.getBestCmap()
    pairs, primary_pairs = _variants(source), _variants(primary)
    wanted = set(_encodable("euc_jis_2004")) | set(_encodable("euc_jp")) | set(map(ord, NAME_CHARACTERS))
    wanted |= {base for base, _ in pairs}
    kept = {c for c in wanted if c >= 0x20000 or any(low <= c < high for low, high in _KEPT_BLOCKS)}
    missing_pairs = {pair: glyph for pair, glyph in pairs.items() if pair not in primary_pairs}
    # A "default" pair of the source is only kept where the base comes from the source too; where BIZ UD has
    # the base, the source's default form may differ from it, so the pair gets a glyph of its own.
    characters = (kept - has) & set(offers)
    named = {
        pair: (None if pair[0] in characters else offers[pair[0]]) if glyph is None else glyph
        for pair, glyph in missing_pairs.items()
    }
    return characters, named


def _drop_other_variants(font: TTFont, pairs: dict[tuple[int, int], str | None]) -> None:
    for table in font["cmap"].tables:
        if table.format == 14:
            entries: dict[int, list[tuple[int, str | None]]] = {}
            for (base, selector), glyph in sorted(pairs.items()):
                entries.setdefault(selector, []).append((base, glyph))
            table.uvsDict = entries


def _rename(font: TTFont, family: str) -> None:
    post_script = family.replace(" ", "") + "-Regular"
    copyright_line = font["name"].getDebugName(0)
    font["name"].names = []
    values = {
        0: f"{copyright_line} Subset under another name, made for 在宅連携デスク.",
        1: family,
        2: "Regular",
        3: f"1;{post_script}",
        4: family,
        5: "Version 1.0",
        6: post_script,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for name_id, value in values.items():
        font["name"].setName(value, name_id, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [post_script]
    top[0].FullName, top[0].FamilyName = family, family
    for key in ("Notice", "Copyright"):
        top[0].rawDict.pop(key, None)


def _number_cids_by_glyph(font: TTFont) -> None:
    """A PDF selects glyphs of a CID-keyed CFF by CID: make CID and glyph id the same number."""
    top = font["CFF "].cff[0]
    strings = top.CharStrings
    order = font.getGlyphOrder()
    renamed = {old: ".notdef" if index == 0 else f"cid{index:05d}" for index, old in enumerate(order)}
    strings.charStrings = {renamed[old]: value for old, value in strings.charStrings.items()}
    top.charset = [renamed[old] for old in order]
    top.CIDCount = len(order)
    for table in font["cmap"].tables:
        if table.format == 14:
            table.uvsDict = {
                selector: [(base, renamed[glyph] if glyph else None) for base, glyph in entries]
                for selector, entries in table.uvsDict.items()
            }
        else:
            table.cmap = {code: renamed[glyph] for code, glyph in table.cmap.items()}
    font["hmtx"].metrics = {renamed[old]: value for old, value in font["hmtx"].metrics.items()}
    font.setGlyphOrder([renamed[old] for old in order])


def build(primary: Path, noto: Path, family: str, target: Path) -> int:
    """Write one fallback face; returns its number of glyphs."""
    biz = TTFont(primary)
    font = TTCollection(noto).fonts[0]
    characters, pairs = choose(biz, font)
    _drop_other_variants(font, pairs)
    for tag in list(font.keys()):
        if tag not in _KEPT_TABLES and tag != "GlyphOrder":
            del font[tag]
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0]
    options.prune_unicode_ranges = True
    subsetter = Subsetter(options)
    selectors = {selector for _, selector in pairs}
    subsetter.populate(unicodes=characters | selectors, glyphs=[glyph for glyph in pairs.values() if glyph])
    subsetter.subset(font)
    for table in font["cmap"].tables:
        if table.format != 14:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if code in characters}
    _number_cids_by_glyph(font)
    _rename(font, family)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font.save(target)
    return len(font.getGlyphOrder())


def main() -> None:
    """Read the arguments and build both faces."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--noto", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=RESOURCES)
    arguments = parser.parse_args()
    for source, family, name in FACES:
        target = arguments.out / name
        count = build(RESOURCES / "BIZUDMincho-Regular.ttf", arguments.noto / source, family, target)
        print(f"{name}: {count} glyphs, {target.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main()

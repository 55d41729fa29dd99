"""What a word beside a person is: a role in the meeting, a post, an organization, a profession, or a name.

Names keep their exact signs. There is no list of Japanese names here: a name is a short word that is nothing else.
"""

from __future__ import annotations

import re

from zaitaku_desktop.exchange.minutes.lines import plain
from zaitaku_desktop.exchange.minutes.words import lexicon
from zaitaku_desktop.model.attendance import Presence

_NAME_SIGN = r"[㐀-䶿一-鿿豈-﫿々〆ヶ\U00020000-\U0002fa1f]"
_NAME = re.compile(rf"(?:{_NAME_SIGN}[\ufe00-\ufe0f\U000e0100-\U000e01ef]?|[ぁ-んァ-ヴー])+")
_HONORIFIC = re.compile(r"[ \u3000]?(?:氏|様|さん|殿|君|先生)$")
COUNT = re.compile(
    r"(?:(?:以上|計|合計|全|ほか|外|他)[ \u3000]*)?[0-9０-９]+[ \u3000]*[名人]"
    r"(?:[ \u3000]*(?:中[0-9０-９]+[名人])?(?:出席|欠席)?)?"
)
NONE = re.compile(r"(?:なし|無し|無|該当なし|いません|[―—－ー─‐-]|特になし)")


def presence_of(word: str) -> Presence | None:
    """The state that a word alone says (○, 欠, 代理, Ｗ); None for any other word. Brackets around it do not count."""
    states = lexicon().states
    found = states.get(plain(word).strip("()[]")) or states.get(word.strip("()（）"))
    return Presence(found) if found else None


def is_role(word: str) -> bool:
    """Whether it is a role in the meeting."""
    return plain(word) in lexicon().roles


def is_profession(word: str) -> bool:
    """Whether it is a 職種."""
    return plain(word) in lexicon().professions


def is_post(word: str) -> bool:
    """Whether it is a post in an office or a house, perhaps with the office before it (介護福祉課主査)."""
    return lexicon().post_end.search(plain(word)) is not None


def is_organization(word: str) -> bool:
    """Whether it is the name of a house, an office or a society."""
    bare = plain(word)
    words = lexicon()
    known = words.organization_end.search(bare) or words.organization_begin.match(bare) or "・" in bare
    return len(bare) > 1 and bool(known)


def is_name_part(word: str) -> bool:
    """Whether it may be a family name, a given name or both: a few kanji or kana, and nothing known."""
    bare = _HONORIFIC.sub("", word)
    if not _NAME.fullmatch(bare) or bare in lexicon().not_names or length_of(bare) > 7:
        return False
    if is_role(bare) or is_profession(bare):
        return False
    if name_and_role(bare) is not None:
        return False
    short = length_of(bare) <= 3 and re.search(r"[課係室局]$|主[査任事幹]|[課部係局室所]長", bare) is None
    if short:
        return not (bare.endswith("部") and (is_field(bare) or lexicon().department.search(bare)))
    return not (
        is_post(bare)
        or lexicon().organization_end.search(bare) is not None
        or lexicon().organization_begin.match(bare) is not None
    )


def is_field(word: str) -> bool:
    """Whether it speaks of the work (在宅医療, 介護): part of a name of an office, not of a person's."""
    return lexicon().work.search(word) is not None


def length_of(name: str) -> int:
    """Signs of a name; a selector of a variant is none of its own."""
    return len(re.sub(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", name))


def is_full_name(text: str) -> bool:
    """Whether the words are a name and nothing else: a family name, both names in one word, or two."""
    parts = name_parts(text)
    spaced = len(parts) > 2 and all(length_of(part) == 1 for part in parts)
    short = 0 < len(parts) <= 2 or spaced
    return short and all(is_name_part(part) for part in parts) and not is_organization("".join(parts))


def name_parts(text: str) -> list[str]:
    """The words of a name without 氏."""
    return [without_honorific(part) for part in re.split(r"[ \u3000]+", text.strip()) if part]


def without_honorific(name: str) -> str:
    """The name without 氏, 様, 先生 behind it."""
    return _HONORIFIC.sub("", name)


def name_and_role(word: str) -> tuple[str, str] | None:
    """`甲野太郎委員長` → (甲野太郎, 委員長); None if it is not a short name with a role or post glued to it."""
    if word in lexicon().glued:
        return None
    role = next((role for role in lexicon().glued if word.endswith(role)), "")
    name = word[: len(word) - len(role)]
    if not role or length_of(name) > 6 or is_field(name) or re.search(r"[副会各]$|^同", name):
        return None
    if role not in lexicon().roles and (lexicon().department.search(name) or re.search(r"[課係室所局]$", name)):
        return None
    return (name, role) if is_name_part(name) or re.fullmatch(rf"{_NAME_SIGN}{{1,2}}室", name) else None


def post_and_family(word: str) -> tuple[str, str] | None:
    """`石山健康福祉部参事` → (石山, 健康福祉部参事): a family name glued before an office. A guess."""
    match = re.match(
        rf"(?P<name>{_NAME_SIGN}{{1,3}}?)(?P<post>(?:健康|福祉|高齢|介護|保健|地域|長寿|包括|市民|企画|総務|政策|生活|障|子|保険|救急|医療|いきいき|在宅).+)",
        word,
    )
    return (match["name"], match["post"]) if match and is_post(match["post"]) else None


def organization_and_family(word: str) -> tuple[str, str, str] | None:
    """`みなと市医師会甲野会長` → (みなと市医師会, 甲野, 会長). A guess."""
    role = next((end for end in lexicon().glued if word.endswith(end)), "")
    rest = word[: len(word) - len(role)] if role else ""
    for size in (2, 3, 1, 4):
        organization, family = rest[:-size], rest[-size:]
        if len(organization) > 2 and lexicon().organization_end.search(organization) and is_name_part(family):
            return organization, family, role
    return None

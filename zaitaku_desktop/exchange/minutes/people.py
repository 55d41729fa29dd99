"""People in a run of words: `部会長 甲野 太郎 (みなと診療所) 副部会長 …`, `委員：甲野 太郎、乙野 花子　以上 9名`,
`甲野太郎会長、乙野副会長`, `介護福祉課長(丙野 一)`, a line each with 所属 and 出欠.

Every word ends up in a person, or is a count, or is handed back as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.minutes import names
from zaitaku_desktop.exchange.minutes.lines import plain
from zaitaku_desktop.exchange.minutes.tree import PersonText, Spot, Words
from zaitaku_desktop.model.attendance import Presence, Side

_TOKEN = re.compile(
    r"(?P<open>[(（〔\[［])|(?P<sep>[、，,；;\n/／])|(?P<colon>[:：])|(?P<dot>[・･])|(?P<blank>[ \u3000]+)"
    r"|(?P<word>[^(（〔\[［、，,；;\n/／:：・･ \u3000]+)"
)
_CLOSE = {"(": ")", "（": "）", "〔": "〕", "[": "]", "［": "］"}
_EACH = re.compile(r"(?:の各?|各)(?P<role>委員|構成員|部会員)$")
_MARKS = re.compile(r"^[◎○〇◯●☆★※△▲・*]+")
_NUMBER = re.compile(r"^(?:[0-9０-９]{1,2}[.．)）]?|[①-⑳])$")
_PROXY = re.compile(r"^(?:代理(?:出席)?(?:者)?[:： \u3000]*)(?P<name>.+)$|^(?P<for>.+?)(?:委員)?(?:の)?代理$")
_NOTE = re.compile(r"遅参|早退|途中|敬称|順不同|退席|より出席|から出席|まで出席|着任|新任|欠席届|職務代理|代行")


@dataclass
class _Draft:
    """A person in the making."""

    at: Spot
    role: str = ""
    post: str = ""
    organization: str = ""
    profession: str = ""
    names: list[str] = field(default_factory=list)
    proxy: str = ""
    note: str = ""
    presence: Presence | None = None
    closed: bool = False
    sure: bool = True
    number: int | None = None

    @property
    def has_name(self) -> bool:
        return bool(self.names)

    def full_name(self) -> str:
        if len(self.names) > 2 and all(names.length_of(part) == 1 for part in self.names):
            return "".join(self.names)  # 甲 野 太 郎: spaced letters
        return " ".join(self.names)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: Spot


@dataclass
class PeopleRun:
    """Reads the words under one label. `found` = the people, `left` = what was not understood."""

    side: Side
    presence: Presence
    found: list[PersonText] = field(default_factory=list)
    left: list[Words] = field(default_factory=list)
    counts: list[Words] = field(default_factory=list)
    role: str = ""
    """The role that a list has before it (委員：…): whoever follows has it too."""
    organization: str = ""

    def read(self, words: Words) -> None:
        """One cell or line."""
        each = _EACH.search(words.text)
        text = words.text[: each.start()] if each else words.text
        start = len(self.found)
        self.organization = ""
        for piece in _pieces(text, words.at):
            self._piece(piece)
        if each:
            self.found[start:] = [one if one.role else replace(one, role=each["role"]) for one in self.found[start:]]

    def _piece(self, tokens: list[_Token]) -> None:
        whole = "".join(token.text for token in tokens).strip()
        if not whole or names.NONE.fullmatch(whole):
            return
        if names.COUNT.fullmatch(re.sub(r"^[(（]|[)）]$", "", whole)):
            self.counts.append(Words(whole, tokens[0].at))
            return
        drafts = list(self._drafts(tokens))
        before = len(self.found)
        for draft in drafts:
            self._finish(draft)
        if len(self.found) == before and not (len(drafts) == 1 and self._is_heading(drafts[0], whole)):
            self.left.append(Words(whole, tokens[0].at))

    def _is_heading(self, draft: _Draft, whole: str) -> bool:
        """A role or an organization alone, whose people follow."""
        if draft.role and plain(whole).rstrip(":") == plain(draft.role):
            self.role = draft.role
            return True
        return False

    # ── tokens → drafts

    def _drafts(self, tokens: list[_Token]) -> Iterator[_Draft]:
        draft = _Draft(tokens[0].at)
        spoken = [token for token in tokens if token.kind != "blank"]
        for index, token in enumerate(spoken):
            after = spoken[index + 1] if index + 1 < len(spoken) else None
            if self._begins_another(draft, token, after):
                yield draft
                draft = _Draft(token.at)
            self._take(draft, token, after)
        yield draft

    def _begins_another(self, draft: _Draft, token: _Token, after: _Token | None) -> bool:
        if token.kind == "paren" or not draft.has_name:
            return False
        if token.kind != "word" or names.presence_of(token.text):
            return False
        bare = _MARKS.sub("", token.text)
        if draft.closed or bare != token.text:
            return True
        if names.is_name_part(bare):
            sizes = [names.length_of(part) for part in draft.names]
            if all(size == 1 for size in sizes) and names.length_of(bare) == 1:
                return False
            return len(sizes) >= 2 or max(sizes) > 3 or names.length_of(bare) > 3
        following = after is not None and after.kind == "word"
        return (
            names.is_role(bare) or names.is_post(bare) or names.is_organization(bare) or len(bare) > 4
        ) and following

    def _take(self, draft: _Draft, token: _Token, after: _Token | None) -> None:
        if token.kind == "paren":
            self._bracket(draft, token.text[1:-1].strip())
            return
        if token.kind == "colon":
            if draft.role and not draft.has_name:
                self.role = draft.role
            return
        word = _MARKS.sub("", token.text)
        if not word or token.kind == "dot":
            return
        state = names.presence_of(word)
        if state is not None:
            draft.presence = state
        elif _NUMBER.match(word) and not draft.has_name:
            digits = re.search(r"[0-9０-９]+", word)
            draft.number = int(digits.group()) if digits else None
        elif names.is_role(word):
            draft.role = draft.role or word
        elif not draft.has_name and self._is_post_here(word, after):
            draft.post = f"{draft.organization} {draft.post} {word}".strip()
            draft.organization = ""
        elif names.is_profession(word) and not (names.is_post(word) and after is not None and after.kind == "paren"):
            draft.profession = draft.profession or word
        elif names.is_name_part(word):
            draft.names.append(names.without_honorific(word))
        else:
            self._long_word(draft, word, after)

    def _is_post_here(self, word: str, after: _Token | None) -> bool:
        """`主任(甲野 太郎)`: a short word before brackets with a name in them is a post."""
        inside = after is not None and after.kind == "paren" and names.is_full_name(after.text[1:-1])
        return inside and (names.is_post(word) or names.is_organization(word))

    def _long_word(self, draft: _Draft, word: str, after: _Token | None) -> None:
        glued = names.name_and_role(word)
        if glued is not None and not draft.has_name:
            draft.names.append(glued[0])
            if names.is_role(glued[1]) or self.side is Side.MEMBER:
                draft.role = glued[1]
            else:
                draft.post = glued[1]
            return
        alone = not draft.has_name and (
            after is None or (after.kind == "paren" and not names.is_full_name(after.text[1:-1]))
        )
        if alone and self._two_in_one(draft, word):
            return
        if names.is_post(word) and not draft.post:
            draft.post = word
        elif names.is_organization(word) and not draft.organization:
            draft.organization = word
        elif not draft.organization and len(word) > 1 and _MARKS.sub("", word):
            draft.organization, draft.sure = word, draft.sure and self.side is Side.MEMBER
        else:
            draft.note = f"{draft.note} {word}".strip()

    def _two_in_one(self, draft: _Draft, word: str) -> bool:
        """A word that has a name glued to an office or a house. Which of them is tried first depends on the side."""
        office, house = names.post_and_family(word), names.organization_and_family(word)
        if house is not None and (self.side is Side.MEMBER or office is None):
            draft.organization, draft.role, draft.sure = house[0], house[2], False
            draft.names.append(house[1])
            self.organization = house[0]
        elif office is not None:
            draft.names.append(office[0])
            draft.post, draft.sure = office[1], False
        return draft.has_name

    def _bracket(self, draft: _Draft, inside: str) -> None:
        parts = [inside] if names.is_full_name(inside) else re.split(r"[／/]|(?<=\S)、(?=\S)", inside)
        for part in parts:
            self._beside(draft, part.strip())
        draft.closed = draft.has_name

    def _beside(self, draft: _Draft, inside: str) -> None:
        """One thing that stands in brackets beside a name."""
        proxy = _PROXY.match(inside)
        state = names.presence_of(inside)
        if names.COUNT.fullmatch(inside):
            self.counts.append(Words(inside, draft.at))
        elif not draft.has_name and names.is_full_name(inside):
            draft.names = names.name_parts(inside)
        elif proxy is not None and draft.has_name:
            draft.proxy, draft.presence = proxy["name"] or "", draft.presence or Presence.PROXY
            draft.note = "" if proxy["name"] else inside
        elif state is not None:
            draft.presence = state
        elif names.is_role(inside):
            draft.note = "" if draft.role in ("", "委員", "部会員", "構成員") else inside
            draft.role = draft.role if draft.note else inside
        elif names.is_profession(inside) and not draft.profession:
            draft.profession = inside
        elif not _NOTE.search(inside) and not draft.organization:
            draft.organization = re.sub(r"[ \u3000]*\n[ \u3000]*", "", inside)
        else:
            draft.note = f"{draft.note} {inside}".strip()

    def _finish(self, draft: _Draft) -> None:
        if not draft.has_name:
            return
        organization, post = draft.organization or self.organization, draft.post
        if self.side is Side.SECRETARIAT and organization and not post:
            organization, post = "", organization
        self.found.append(
            PersonText(
                draft.full_name(),
                self.side,
                draft.presence or self.presence,
                draft.at,
                draft.role or self.role,
                organization,
                draft.profession,
                post,
                proxy=draft.proxy,
                note=draft.note,
                number=draft.number,
                sure=(draft.sure or len(draft.names) == 2) and names.length_of("".join(draft.names)) > 1,
            )
        )


def _tokens(text: str, at: Spot) -> Iterator[_Token]:
    index = 0
    while index < len(text):
        match = _TOKEN.match(text, index)
        if match is None:
            yield _Token("word", text[index], (at[0], at[1] + index))
            index += 1
            continue
        kind = match.lastgroup or "word"
        end = match.end()
        if kind == "open":
            close = text.find(_CLOSE[match.group()], index)
            end = len(text) if close < 0 else close + 1
            kind = "paren"
        yield _Token(kind, text[index:end], (at[0], at[1] + index))
        index = end


def _pieces(text: str, at: Spot) -> Iterator[list[_Token]]:
    """The tokens between 、 and line ends; a ・ parts people only where a role stands before it or each side is one."""
    piece: list[_Token] = []
    for token in _joined_dots(list(_tokens(text, at))):
        if token.kind == "sep":
            if piece:
                yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece


def _joined_dots(tokens: list[_Token]) -> list[_Token]:
    """A ・ becomes a separator between people, a colon after a role, and part of the word it stands in otherwise."""
    found: list[_Token] = []
    listed = sum(token.kind == "dot" for token in tokens) > 1 and all(
        _may_be_person(token) for token in tokens if token.kind == "word"
    )
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        before = found[-1] if found else None
        if token.kind != "dot":
            if before is not None and before.kind == token.kind == "word" and before.text.endswith(("・", "･")):
                found[-1] = replace(before, text=before.text + token.text)
            else:
                found.append(token)
        elif before is None or after is None:
            found.append(replace(token, kind="blank"))
        elif before.kind == "word" and names.is_role(before.text):
            found.append(replace(token, kind="colon"))
        elif listed or (_is_person(before) and _may_be_person(after)) or (_may_be_person(before) and _is_person(after)):
            found.append(replace(token, kind="sep"))
        elif before.kind == "word":
            found[-1] = replace(before, text=before.text + token.text)
        else:
            found.append(replace(token, kind="blank"))
    return found


def _is_person(token: _Token) -> bool:
    """Whether a word by itself surely names a person: a role is glued to it, or brackets end it."""
    if token.kind == "paren":
        return True
    return names.name_and_role(token.text) is not None or names.organization_and_family(token.text) is not None


def _may_be_person(token: _Token) -> bool:
    return _is_person(token) or (names.is_name_part(token.text) and not names.is_field(token.text))

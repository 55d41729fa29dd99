"""Column types of our own."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

W = TypeVar("W", bound=StrEnum)


class OneOf(TypeDecorator[W], Generic[W]):
    """A text column that holds one of the words of an enumeration, and nothing else."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        """`words` = the enumeration."""
        self.words = words
        super().__init__()

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        """To the file. ValueError for a word that is none of them."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> W | None:
        """From the file."""
        return None if value is None else self.words(value)

    @property
    def python_type(self) -> type[W]:
        """What the mapped attribute holds."""
        return self.words


class Amount(TypeDecorator[Decimal]):
    """A number as it was typed, with all its decimals (86.50); kept as text, since a file knows binary fractions
    only."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """To the file."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """From the file."""
        return None if value is None else Decimal(value)

    @property
    def python_type(self) -> type[Decimal]:
        """What the mapped attribute holds."""
        return Decimal

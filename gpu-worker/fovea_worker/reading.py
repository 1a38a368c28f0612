"""Reads fields out of decoded JSON and says where one is missing or wrong."""

from collections.abc import Callable, Collection
from typing import Any


class Fields:
    """One JSON object. `where` is its place, for messages; `fault` makes the error to raise."""

    def __init__(self, value: object, where: str, fault: Callable[[str], Exception]) -> None:
        self.where = where
        self.fault = fault
        if not isinstance(value, dict):
            raise fault(f"{where} is not an object.")
        self.value: dict[str, Any] = value

    def version(self, *known: int) -> None:
        found = self.value.get("version")
        if found not in known:
            raise self.fault(f"{self.where} has version {found!r}; this worker reads version {' and '.join(map(str, known))}.")

    def has(self, key: str) -> bool:
        return self.value.get(key) is not None

    def raw(self, key: str) -> Any:
        if key not in self.value:
            raise self.fault(f"{self.where} lacks the field {key}.")
        return self.value[key]

    def fields(self, key: str) -> "Fields":
        return Fields(self.raw(key), f"{self.where}.{key}", self.fault)

    def text(self, key: str, choices: Collection[str] = ()) -> str:
        found = self.raw(key)
        if not isinstance(found, str):
            raise self.fault(f"{self.where}.{key} is not a text.")
        if choices and found not in choices:
            raise self.fault(f"{self.where}.{key} is {found!r}; it must be one of {', '.join(sorted(choices))}.")
        return found

    def boolean(self, key: str) -> bool:
        found = self.raw(key)
        if not isinstance(found, bool):
            raise self.fault(f"{self.where}.{key} is neither true nor false.")
        return found

    def number(self, key: str, minimum: float | None = None) -> float:
        found = self.raw(key)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.fault(f"{self.where}.{key} is not a number.")
        if minimum is not None and not found >= minimum:
            raise self.fault(f"{self.where}.{key} is {found}; it must be at least {minimum}.")
        return float(found)

    def integer(self, key: str, minimum: int | None = None) -> int:
        found = self.raw(key)
        if isinstance(found, bool) or not isinstance(found, int):
            raise self.fault(f"{self.where}.{key} is not a whole number.")
        if minimum is not None and found < minimum:
            raise self.fault(f"{self.where}.{key} is {found}; it must be at least {minimum}.")
        return found

    def items(self, key: str) -> list[Any]:
        found = self.raw(key)
        if not isinstance(found, list):
            raise self.fault(f"{self.where}.{key} is not a list.")
        return found

    def each(self, key: str) -> "list[Fields]":
        return [Fields(value, f"{self.where}.{key}[{i}]", self.fault) for i, value in enumerate(self.items(key))]

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.items(key)
        if not all(isinstance(value, str) for value in found):
            raise self.fault(f"{self.where}.{key} is not a list of texts.")
        return tuple(found)

    def shape(self, key: str) -> tuple[int, ...]:
        return as_shape(self.items(key), f"{self.where}.{key}", self.fault)


def as_shape(value: object, where: str, fault: Callable[[str], Exception]) -> tuple[int, ...]:
    whole = isinstance(value, list) and all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in value)
    if not isinstance(value, list) or not whole:
        raise fault(f"{where} is not a list of positive whole numbers.")
    return tuple(value)

"""A reader of protobuf's text format, written apart from netspec's so that a slip of one does not hide in the other."""

import re
from dataclasses import dataclass
from typing import Any

TOKEN = re.compile(r"""\s+|\#[^\n]*|(?P<text>"[^"]*"|'[^']*')|(?P<word>[^\s{}\[\]<>:,;"'#]+)|(?P<mark>[{}\[\]<>:,;])""")
CLOSING = {"{": "}", "<": ">"}

Tree = dict[str, list[Any]]


@dataclass(frozen=True)
class Fields:
    """A message: each field is a list of what the text gives it, in order. Defaults are the caller's, from caffe.proto."""

    tree: Tree

    def one(self, name: str, default: Any) -> Any:
        return self.tree.get(name, [default])[-1]

    def many(self, name: str) -> list[Any]:
        return self.tree.get(name, [])

    def sub(self, name: str) -> "Fields":
        return Fields(self.one(name, {}))

    def has(self, name: str) -> bool:
        return name in self.tree


def layers(text: str) -> dict[str, Fields]:
    """The layers of a network by name."""
    return {layer["name"][0]: Fields(layer) for layer in parse(text).get("layer", [])}


def parse(text: str) -> Tree:
    tokens = [match for match in TOKEN.finditer(text) if match.lastgroup]
    tree, rest = _message([(match.lastgroup or "", match.group()) for match in tokens], 0, None)
    assert rest == len(tokens)
    return tree


def _message(tokens: list[tuple[str, str]], at: int, end: str | None) -> tuple[Tree, int]:
    tree: Tree = {}
    while at < len(tokens) and tokens[at][1] != end:
        name, at = tokens[at][1], at + 1
        if tokens[at][1] == ":":
            at += 1
        values, at = _values(tokens, at)
        tree.setdefault(name, []).extend(values)
        if at < len(tokens) and tokens[at][1] in (",", ";"):
            at += 1
    return tree, at


def _values(tokens: list[tuple[str, str]], at: int) -> tuple[list[Any], int]:
    kind, token = tokens[at]
    if token == "[" and kind == "mark":
        values, at = [], at + 1
        while tokens[at][1] != "]":
            more, at = _values(tokens, at)
            values += more
            at += tokens[at][1] == ","
        return values, at + 1
    if kind == "mark":
        tree, at = _message(tokens, at + 1, CLOSING[token])
        return [tree], at + 1
    return [token[1:-1] if kind == "text" else _scalar(token)], at + 1


def _scalar(word: str) -> Any:
    if word in ("true", "false"):
        return word == "true"
    for convert in (int, float):
        try:
            return convert(word)
        except ValueError:
            continue
    return word

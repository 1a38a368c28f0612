"""Random numbers as a function of their purpose, so that nothing about them has to be saved."""

import hashlib

import numpy as np


def derive(seed: int, *purpose: str | int) -> int:
    """A 64-bit seed for this purpose alone."""
    words = "/".join(str(word) for word in (seed, *purpose))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "little")


def generator(seed: int, *purpose: str | int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=derive(seed, *purpose)))

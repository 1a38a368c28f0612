"""Each kind of picture that people have ends in a stated conversion or a reason."""

from __future__ import annotations

import numpy as np
import pytest
from kinds import Kind, kinds

from fovea_pixels.errors import PixelError
from fovea_pixels.recipe import Recipe
from fovea_pixels.render import render
from fovea_pixels.tasks import prepare

KINDS = kinds()


@pytest.fixture(autouse=True)
def _prepared() -> None:
    prepare()


def test_there_are_many() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 60


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_picture(kind: Kind) -> None:
    shape = (20, 28, 3) if kind.pixels is None else kind.pixels.shape
    recipe = Recipe(shape[0], shape[1], 3, "squash")
    out = np.zeros(recipe.shape, np.uint8)
    if kind.reason:
        with pytest.raises(PixelError) as caught:
            render(kind.data, recipe, out)
        assert kind.reason in caught.value.reason
        return
    assert kind.pixels is not None
    assert render(kind.data, recipe, out).conversion == kind.conversion
    assert np.abs(out.astype(int) - kind.pixels).max() <= kind.tolerance

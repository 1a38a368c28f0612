"""One thread for every test: more of them change last digits and starve what runs beside."""

import pytest
import torch


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    torch.set_num_threads(1)

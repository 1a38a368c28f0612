"""Learning rates against the golden table of DIGITS's policies: base 0.01 and each policy's defaults."""

import pytest

from fovea_worker.errors import BadSpec
from fovea_worker.policies import Policy, parse_policy
from fovea_worker.reading import Fields

PERCENTS = (0, 10, 25, 33, 34, 50, 66, 75, 85, 99, 100)
DEFAULTS: dict[str, dict[str, object]] = {
    "fixed": {},
    "step": {"stepPercent": 33, "gamma": 0.1},
    "multistep": {"values": [50, 85], "gamma": 0.5},
    "exp": {"gamma": 0.95},
    "inv": {"gamma": 0.1, "power": 0.5},
    "poly": {"power": 3},
    "sigmoid": {"step": 50, "gamma": 0.1},
    "cosine": {},
}
GOLDEN = {
    "fixed": (0.01,) * 11,
    "step": (0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.0001, 0.0001, 0.0001, 1e-5, 1e-5),
    "multistep": (0.01, 0.01, 0.01, 0.01, 0.01, 0.005, 0.005, 0.005, 0.0025, 0.0025, 0.0025),
    "exp": (0.01, 0.005987, 0.002774, 0.00184, 0.001748, 7.694e-4, 3.387e-4, 2.134e-4, 1.278e-4, 6.232e-5, 5.921e-5),
    "inv": (0.01, 0.007071, 0.005345, 0.004822, 0.004767, 0.004082, 0.003627, 0.00343, 0.003244, 0.003029, 0.003015),
    "poly": (0.01, 0.00729, 0.004219, 0.003008, 0.002875, 0.00125, 3.93e-4, 1.563e-4, 3.375e-5, 1e-8, 0),
    "sigmoid": (0.009933, 0.00982, 0.009241, 0.008455, 0.00832, 0.005, 0.00168, 7.586e-4, 2.931e-4, 7.392e-5, 6.693e-5),
    "cosine": (0.01, 0.009755, 0.008536, 0.007545, 0.007409, 0.005, 0.002591, 0.001464, 5.45e-4, 2.467e-6, 0),
}


@pytest.mark.parametrize("kind", GOLDEN)
def test_golden_rates(kind: str) -> None:
    policy = policy_of(kind, **DEFAULTS[kind])
    assert [policy.rate(0.01, percent) for percent in PERCENTS] == pytest.approx(GOLDEN[kind], rel=5e-4)


@pytest.mark.parametrize("kind", GOLDEN)
def test_warming_up_rises_in_a_straight_line_and_then_is_over(kind: str) -> None:
    cold, warm = policy_of(kind, **DEFAULTS[kind]), policy_of(kind, **DEFAULTS[kind], warmupPercent=20)
    assert [warm.rate(0.01, p) for p in (0, 5, 10)] == pytest.approx([0, cold.rate(0.01, 5) / 4, cold.rate(0.01, 10) / 2])
    assert [warm.rate(0.01, p) for p in (20, 50, 100)] == [cold.rate(0.01, p) for p in (20, 50, 100)]


def test_bad_policies_are_refused() -> None:
    with pytest.raises(BadSpec, match="stepPercent is 0"):
        policy_of("step", stepPercent=0, gamma=0.1)
    with pytest.raises(BadSpec, match="do not ascend"):
        policy_of("multistep", values=[85, 50], gamma=0.1)
    with pytest.raises(BadSpec, match="must be one of"):
        policy_of("cosine-of-doom")
    with pytest.raises(BadSpec, match="lacks the field power"):
        policy_of("poly")


def policy_of(kind: str, **parameters: object) -> Policy:
    return parse_policy(Fields({"type": kind, **parameters}, "solver.policy", BadSpec))

"""The worker's learning rates: `python policies.py ORDER.json`, a list of {policy, base, percents}; prints a list of lists."""

import json
import sys
from pathlib import Path

from fovea_worker.errors import BadSpec
from fovea_worker.policies import parse_policy
from fovea_worker.reading import Fields

orders = json.loads(Path(sys.argv[1]).read_text())
policies = [parse_policy(Fields(order["policy"], "policy", BadSpec)) for order in orders]
print(
    json.dumps(
        [[policy.rate(order["base"], percent) for percent in order["percents"]] for policy, order in zip(policies, orders, strict=True)]
    )
)

"""The chart renders and lints; its rules refuse values that cannot work."""

from pathlib import Path
from typing import Any

import helm_python
import pytest
import yaml
from helm_python.chart import Chart, lint

CHART = Path(__file__).parents[3] / "infra" / "helm" / "fovea"
PARTS = ["gateway", "datasets", "models", "jobs", "inference", "console"]


def rendered(values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    files = Chart.load(CHART).render(values or {}, name="vision", namespace="fovea")
    return [document for name, text in files.items() if name.endswith(".yaml") for document in yaml.safe_load_all(text) if document]


def of_kind(documents: list[dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
    return {d["metadata"]["name"]: d for d in documents if d["kind"] == kind}


def environment(deployment: dict[str, Any]) -> dict[str, str | None]:
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    return {entry["name"]: entry.get("value") for entry in container["env"]}


def test_lints_strictly() -> None:
    assert lint(CHART, strict=True)["errors"] == []


def test_one_deployment_and_service_a_part() -> None:
    documents = rendered()
    names = {f"vision-{part}" for part in PARTS}
    assert set(of_kind(documents, "Deployment")) == names
    assert set(of_kind(documents, "Service")) == names


def test_every_part_may_do_nothing_it_need_not() -> None:
    for deployment in of_kind(rendered(), "Deployment").values():
        pod = deployment["spec"]["template"]["spec"]
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["containers"][0]["securityContext"]["readOnlyRootFilesystem"] is True


def test_services_know_each_other_by_their_addresses() -> None:
    deployments = of_kind(rendered(), "Deployment")
    gateway = environment(deployments["vision-gateway"])
    assert gateway["FOVEA_JOBS_ADDRESS"] == "vision-jobs:9090"
    assert gateway["FOVEA_ALLOWED_HOSTS"] == "fovea.example.com"
    assert environment(deployments["vision-datasets"])["FOVEA_DATA_ROOTS"] == ""


@pytest.mark.parametrize(
    ("values", "secret", "key"),
    [
        ({}, "fovea", "admin-password"),
        ({"adminPassword": {"secret": "people", "key": "first"}}, "people", "first"),
    ],
    ids=["beside the others", "in a secret of its own"],
)
def test_the_administrators_password_goes_to_the_gateway_alone(values: dict[str, Any], secret: str, key: str) -> None:
    holders = {}
    for name, deployment in of_kind(rendered(values), "Deployment").items():
        for entry in deployment["spec"]["template"]["spec"]["containers"][0].get("env", []):
            if entry["name"] == "FOVEA_ADMIN_PASSWORD":
                holders[name] = entry["valueFrom"]["secretKeyRef"]
    assert holders == {"vision-gateway": {"name": secret, "key": key}}


def test_the_key_that_seals_keys_goes_to_datasets_alone() -> None:
    holders = {}
    for name, deployment in of_kind(rendered({}), "Deployment").items():
        for entry in deployment["spec"]["template"]["spec"]["containers"][0].get("env", []):
            if entry["name"] == "FOVEA_SEAL_KEY":
                holders[name] = entry["valueFrom"]["secretKeyRef"]
    assert holders == {"vision-datasets": {"name": "fovea", "key": "seal-key"}}


def test_a_gpu_goes_to_jobs_alone() -> None:
    deployments = of_kind(rendered({"devices": "cuda:0", "gpu": {"count": 1}}), "Deployment")
    limits = {name: d["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"] for name, d in deployments.items()}
    assert [name for name, limit in limits.items() if "nvidia.com/gpu" in limit] == ["vision-jobs"]
    assert environment(deployments["vision-gateway"])["NVIDIA_VISIBLE_DEVICES"] == "void"


@pytest.mark.parametrize(
    "values",
    [
        {"hosts": []},
        {"replicas": {"jobs": 2}},
        {"s3": {"endpoint": "minio:9000"}},
        {"imagee": {}},
        {"adminPassword": {"secret": "people", "key": ""}},
    ],
    ids=["no host", "two jobs", "S3 without a scheme", "a misspelt key", "a password without a key"],
)
def test_impossible_values_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(helm_python.HelmError):
        Chart.load(CHART).validate_schema(values)

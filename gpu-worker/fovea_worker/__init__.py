"""Trains one attempt of a run from a frozen spec, and reports to `jobs`."""

"""The core of Policy Workbench: packages, knowledge, checks, costing and briefs, without any window."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("policy-workbench")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0.1.0"

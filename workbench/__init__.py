"""The core of Policy Workbench: packages, knowledge, checks, costing and briefs, without any window."""

__version__ = "0.1.0"

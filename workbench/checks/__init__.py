"""Package, knowledge and estimate in; findings, criteria and access out. Pure functions."""

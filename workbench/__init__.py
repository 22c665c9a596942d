"""The core of Policy Workbench: packages, knowledge, checks, costing and briefs, without any window."""

import os

__version__ = "0.1.0"

# Products of matrices here are small: more threads only wait for each other, and split sums by the machine's cores, so
# that one seed would not give one result everywhere. NumPy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

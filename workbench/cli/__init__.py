"""The command line over the same use cases as the window.

Exit status: 0 done, 1 done and something is open, 2 the request or an input is wrong, 3 the program failed.
"""

from workbench.cli.main import main

__all__ = ["main"]

"""Lets `python -m workbench` stand for the program."""

from workbench.cli import main

raise SystemExit(main())

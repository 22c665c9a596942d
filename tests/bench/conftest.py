"""Measures as the program runs: its own package is imported before NumPy, which then keeps to one thread."""

import workbench

__all__ = ["workbench"]

"""From cells to tables and their lines: where years stand, and what rows and columns are called."""

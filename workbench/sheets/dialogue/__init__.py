"""What the planner says of a workbook, as plain values."""

"""A newer version of a workbook is read as the last one was."""

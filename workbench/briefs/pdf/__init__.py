"""A brief as PDF; the only room that knows ReportLab."""

"""From lines to series: role, unit, scale, people counted once, totals left out."""

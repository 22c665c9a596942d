"""Package and results as pages show them: rows of ready text, and table models over them."""

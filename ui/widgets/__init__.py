"""Parts of the window that know nothing of a package: labels, buttons, fields, charts, all painted from the theme."""

"""The window: all of Qt and nothing else; whatever is known or computed comes from `workbench`."""

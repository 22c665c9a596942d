"""The pages of the window; each shows one side of the package and asks the session for every change."""

"""The report floor's commands: thin doors to its verbs."""

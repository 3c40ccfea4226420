"""The coding floor's commands: thin doors to its verbs."""

"""The evidence floor's commands: thin doors to its verbs."""

"""The file examination: questions, answers, and the rates a report may quote."""

"""The only place that knows Word: template, parts and writer."""

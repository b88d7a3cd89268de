"""JSON and YAML texts as one kind of tree with exact places."""

"""CloudFormation templates, YAML and JSON, SAM and language extensions included, to resources with values."""

"""From resources to findings: rules found, resources bound and linked, questions asked."""

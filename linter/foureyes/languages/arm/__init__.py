"""ARM templates: read from JSON, or lowered from Bicep, and evaluated into resources."""

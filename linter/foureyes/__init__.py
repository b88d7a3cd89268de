"""foureyes: lint infrastructure as code, and have a second person confirm what is risky."""

__version__ = "0.1.0"

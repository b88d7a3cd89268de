"""The second-reviewer gate: what a change exposes, who signed for it, and whether that holds."""

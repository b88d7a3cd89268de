"""Reports: findings and coverage as text. One module per form, each with `render(report) -> str`."""

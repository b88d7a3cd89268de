"""The language server: findings while typing, their trails on hover, fixes and suppressions as quick fixes."""

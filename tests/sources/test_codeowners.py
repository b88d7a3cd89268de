"""CODEOWNERS, line by line as GitHub's documentation tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from foureyes.sources.codeowners import CodeOwners, code_owners

EXAMPLE = """\
# Everything without a later match.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
"""

OWNED = [
    ("README", "@global-owner1 @global-owner2"),
    ("some/deep/file.rb", "@global-owner1 @global-owner2"),
    ("src/main.js", "@js-owner"),
    ("main.go", "docs@example.com"),
    ("x/y.txt", "@octo-org/octocats"),
    ("build/logs/a/b", "@octocat"),
    ("docs/getting-started.md", "@doctocat"),
    ("docs/build-app/troubleshooting.md", "@doctocat"),
    ("x/docs/a.md", "@global-owner1 @global-owner2"),
    ("x/apps/y/z", "@octocat"),
    ("scripts/deploy.sh", "@doctocat @octocat"),
    ("build/logs/today", "@octocat"),
    ("deeply/nested/logs/today", "@octocat"),
    ("logs/today", "@octocat"),
    ("apps/web/main.js", "@octocat"),
    ("apps/github/main.js", ""),
    ("apps/github", ""),
    ("apps/githubber/x", "@octocat"),
]


@pytest.mark.parametrize(("path", "owners"), OWNED)
def test_example(path: str, owners: str) -> None:
    assert " ".join(CodeOwners(EXAMPLE).of(path)) == owners


MATCHED = [
    ("*", "a/b.tf", True),
    ("**", "a/b.tf", True),
    ("/*", "b.tf", True),
    ("/*", "a/b.tf", False),
    ("docs/*", "docs/a.md", True),
    ("docs/*", "docs/a/b.md", False),
    ("docs/*", "x/docs/a.md", False),
    ("docs/**", "docs/a/b.md", True),
    ("docs/**/*.md", "docs/a.md", True),
    ("docs/**/*.md", "docs/a/b/c.md", True),
    ("docs/**/*.md", "docs/a/b/c.txt", False),
    ("docs", "docs/a/b", True),
    ("docs", "x/docs/a", True),
    ("docs", "x/docs", True),
    ("docs", "docs2/a", False),
    ("docs/", "docs", False),
    ("/docs", "docs/a", True),
    ("/docs", "x/docs/a", False),
    ("infra/prod", "infra/prod/main.tf", True),
    ("infra/prod", "x/infra/prod/main.tf", False),
    ("infra/prod/", "infra/prod/a/main.tf", True),
    ("infra/*/main.tf", "infra/prod/main.tf", True),
    ("infra/*/main.tf", "infra/prod/eu/main.tf", False),
    ("infra/*/main.tf", "infra/main.tf", False),
    ("**/prod", "prod/main.tf", True),
    ("**/prod/", "a/b/prod/main.tf", True),
    ("a/**/b", "a/b", True),
    ("a/**/b", "a/x/y/b/c", True),
    ("a/**/b", "a/xb", False),
    ("*.tf", "a/b/main.tf", True),
    ("*.tf", "main.tf.json", False),
    ("*.tf", "folder.tf/any", True),
    ("main.??", "main.tf", True),
    ("main.??", "main.tfs", False),
    ("?", "a/b", True),
    ("a?b", "a/b", False),
    ("my\\ folder/", "my folder/x", True),
    ("a\\*b", "a*b", True),
    ("a\\*b", "axb", False),
    ("MAIN.tf", "main.tf", False),
    ("a+b.tf", "a+b.tf", True),
    ("a.b", "axb", False),
    ("/", "a", False),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "path", "matches"), MATCHED)
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    assert CodeOwners(f"{pattern} @team").of(path) == (("@team",) if matches else ())


@pytest.mark.parametrize(
    "line",
    [
        "!main.tf @me",
        "main.[tj]f @me",
        "\\#main.tf @me",
        "# main.tf @me",
        "main.tf me",
        "main.tf @a @b/c/d",
        "a***b @me",
    ],
)
def test_lines_that_are_not_valid_are_skipped(line: str) -> None:
    owners = CodeOwners(f"* @all\n{line}\n")
    assert [one.number for one in owners.lines] == [1]
    assert owners.of("main.tf") == ("@all",)


def test_the_first_place_counts(tmp_path: Path) -> None:
    assert code_owners(str(tmp_path)).of("a") == ()
    for place, owner in (("docs/CODEOWNERS", "@c"), ("CODEOWNERS", "@b"), (".github/CODEOWNERS", "@a")):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"\ufeff* {owner}\r\n", encoding="utf-8")
        assert code_owners(str(tmp_path)).of("a") == (owner,)

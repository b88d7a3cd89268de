"""What the README shows is what foureyes prints."""

import re

from tests.support import Cli

BLOCK = re.compile(r"```\n\$ foureyes (?P<arguments>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)


def test_the_output_shown_is_real(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert blocks
    for block in blocks:
        printed = Cli(root)(*block["arguments"].split()).stdout
        assert printed.strip() == block["output"].strip()


def test_every_file_it_links_to_is_there(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert links
    assert not [link for link in links if not link.startswith("http") and not (root / link).exists()]

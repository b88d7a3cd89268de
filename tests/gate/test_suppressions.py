"""Suppressions as risks: every one that is new, reaches further or lasts longer is told."""

import pytest

from tests.gate.kit import STORAGE

CODE = "infra/prod/storage.bicep"
OPEN = STORAGE.replace("'None'", "'Blob'").replace("'Deny'", "'Allow'")
RULE = "azure-blob-container-open-to-everyone"
OTHER = "azure-storage-account-accepts-shared-keys"


def comment(verb="ignore", rules=RULE, reason="it is meant to be public", more=""):
    return f'// foureyes: {verb}[{rules}] reason="{reason}"{more}'


def at_resource(words):
    return OPEN.replace("resource backups", f"{words}\nresource backups")


def at_setting(words):
    return OPEN.replace("'Blob'", f"'Blob' {words}")


def risks(world, before, after):
    world.write(CODE, before)
    world.commit("before", who="erik")
    world.branch()
    world.write(CODE, after)
    world.commit("after")
    return world.check()


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        (OPEN, at_setting(comment()), True),
        (OPEN, at_resource(comment()), True),
        (OPEN, at_resource(comment("ignore-file")), True),
        (at_setting(comment()), at_resource(comment()), True),
        (at_setting(comment()), at_setting(comment("ignore-resource")), True),
        (at_resource(comment()), at_resource(comment("ignore-file")), True),
        (at_resource(comment()), at_resource(comment(rules=f"{RULE}, {OTHER}")), True),
        (at_resource(comment(more=" until=2030-01-01")), at_resource(comment()), True),
        (at_resource(comment(more=" until=2030-01-01")), at_setting(comment()), True),
        (at_resource(comment(more=" until=2030-01-01")), at_resource(comment(more=" until=2031-01-01")), True),
        (at_resource(comment()), at_setting(comment()), False),
        (at_resource(comment("ignore-file")), at_resource(comment()), False),
        (at_resource(comment("ignore-file")), at_setting(comment(more=" until=2031-01-01")), False),
        (at_resource(comment(more=" until=2031-01-01")), at_resource(comment(more=" until=2030-01-01")), False),
        (at_resource(comment()), at_resource(comment(reason="for another reason")), False),
        (at_resource(comment()), f"// words\n\n{at_resource(comment())}", False),
        (at_resource(comment(rules=f"{RULE}, {OTHER}")), at_resource(comment()), False),
        (at_resource(comment()), OPEN, False),
    ],
)
def test_widening(world, before, after, asks):
    found = risks(world, before, after)
    assert found.kinds == ({"adds-suppression"} if asks else set())


def test_the_words_in_a_text_are_no_suppression(world):
    found = risks(world, OPEN, OPEN.replace("'backups'", f"'backups{comment()}'"))
    assert "adds-suppression" not in found.kinds


def test_from_one_block_to_another_of_the_same_name(world):
    group = (
        'resource "aws_security_group" "s" {\n%s  ingress {\n    from_port = 22\n    to_port = 22\n'
        '    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n%s  ingress {\n    from_port = 22\n'
        '    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["::/0"]\n  }\n}\n'
    )
    words = '  # foureyes: ignore[aws-security-group-open-to-internet-on-ssh] reason="x"\n'
    world.write("infra/prod/main.tf", group % (words, ""))
    world.commit("before", who="erik")
    world.branch()
    world.write("infra/prod/main.tf", group % ("", words))
    world.commit("after")
    assert world.check().kinds == {"adds-suppression"}


def test_the_same_address_elsewhere_is_another_resource(world):
    world.write("infra/prod/two.bicep", OPEN)
    assert risks(world, at_resource(comment()), at_resource(comment())).code == 3, "nothing changes"
    world.write("infra/prod/two.bicep", at_resource(comment()))
    world.commit("the other too")
    found = world.check()
    assert found.kinds == {"adds-suppression"}
    assert found.report["risks"][0]["path"] == "infra/prod/two.bicep"


def test_a_renamed_file_keeps_its_suppressions(world):
    world.write(CODE, at_resource(comment()))
    world.commit("before", who="erik")
    world.branch()
    (world.folder / CODE).unlink()
    world.write("infra/prod/renamed.bicep", at_resource(comment()))
    world.commit("after")
    assert world.check().kinds == set()


SIDECAR = """
[[lint.suppressions]]
rule = "{}"
path = "{}"
reason = "fine"
{}"""


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        ("", SIDECAR.format(RULE, "infra/prod/*.bicep", ""), True),
        ("", SIDECAR.format(RULE, CODE, 'resource = "backups"\n'), True),
        (SIDECAR.format(RULE, "infra/prod/*.bicep", ""), SIDECAR.format(RULE, "infra/**", ""), True),
        (SIDECAR.format(RULE, CODE, 'resource = "backups"\n'), SIDECAR.format(RULE, CODE, ""), True),
        (SIDECAR.format(RULE, CODE, ""), SIDECAR.format(RULE, CODE, 'until = "2031-01-01"\n'), False),
        (SIDECAR.format(RULE, CODE, ""), SIDECAR.format(RULE, CODE, 'resource = "backups"\n'), False),
    ],
)
def test_the_configuration(world, before, after, asks):
    policy = world.read("foureyes.toml")
    world.write(CODE, OPEN)
    world.write("foureyes.toml", policy + before)
    world.commit("before", who="erik")
    world.branch()
    world.write("foureyes.toml", policy + after)
    world.commit("after")
    found = world.check()
    assert found.kinds == ({"changes-policy", "adds-suppression"} if asks else {"changes-policy"})
    if asks:
        assert "the configuration silences" in found.words


def test_skips_of_other_tools_count_where_they_are_honoured(world):
    policy = world.read("foureyes.toml")
    world.write("foureyes.toml", policy + '\n[lint]\nhonour = ["checkov"]\n')
    world.write(CODE, OPEN)
    world.commit("before", who="erik")
    world.branch()
    world.replace(CODE, "  parent: blobs", "  // checkov:skip=CKV_AZURE_34: fine\n  parent: blobs")
    world.commit("after")
    found = world.check()
    assert found.kinds == {"adds-suppression"}
    assert "a comment of checkov silences" in found.words


def test_what_is_accepted_and_gets_worse_is_still_a_risk(world):
    closed = at_resource(comment()).replace("'Blob'", "'None'")
    found = risks(world, closed, at_resource(comment()))
    assert "exposes" in found.kinds

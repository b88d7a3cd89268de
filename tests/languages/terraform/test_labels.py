"""Blocks whose labels Terraform refuses: they are told, never passed over."""

from __future__ import annotations

import pytest

from foureyes.languages.terraform.module import Module
from foureyes.languages.terraform.parser import parse
from foureyes.model.place import Source


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ('resource "aws_s3_bucket"', "needs 2 labels, not 1"),
        ('resource "aws_s3_bucket" "a" "b"', "needs 2 labels, not 3"),
        ('resource "module.a" "b"', "'module.a' is no name"),
        ('resource "aws_s3_bucket" "a#1"', "'a#1' is no name"),
        ("variable", "needs 1 label, not 0"),
        ('module "a.b"', "'a.b' is no name"),
        ('output ""', "'' is no name"),
    ],
)
def test_a_block_with_wrong_labels_is_an_error(header: str, told: str) -> None:
    module = Module(".")
    module.add(parse(Source("main.tf", f"{header} {{\n}}\n")), override=False)
    (error,) = module.errors
    assert told in error.message
    assert (error.path, str(error.place)) == ("main.tf", "main.tf:1:1")
    assert not (module.resources or module.variables or module.calls or module.outputs)


@pytest.mark.parametrize("header", ['resource "aws_s3_bucket" "größe-1"', 'variable "_x"', "module a"])
def test_names_may_be_of_any_letters(header: str) -> None:
    module = Module(".")
    module.add(parse(Source("main.tf", f"{header} {{\n}}\n")), override=False)
    assert not module.errors
    assert module.resources or module.variables or module.calls

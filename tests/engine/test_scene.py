"""What is bound to kinds: parts of resources in lists that depend on tests, namesakes of which one exists."""

import pytest

VARIABLES = """
variable "x" { type = bool }
variable "y" { type = string }
variable "more" {}
"""
SSH = "aws-security-group-open-to-internet-on-ssh"


def group(ingress):
    return {"main.tf": f'{VARIABLES}resource "aws_security_group" "g" {{\n  ingress = {ingress}\n}}\n'}


def rule(ports, source="0.0.0.0/0"):
    low, high = ports
    return f'{{ protocol = "tcp", from_port = {low}, to_port = {high}, cidr_blocks = ["{source}"] }}'


OPEN, CLOSED, OTHER = rule((22, 22)), rule((22, 22), "10.0.0.0/8"), rule((443, 443))


@pytest.mark.parametrize(
    ("ingress", "expected"),
    [
        (f"[{OTHER}, {OPEN}]", ["aws_security_group.g: yes"]),
        (f"[{OTHER}, {CLOSED}]", []),
        ("[]", []),
        (f"var.x ? [{OPEN}] : []", ["aws_security_group.g: yes when var.x is true"]),
        (f"var.x ? [{OTHER}, {OPEN}] : [{OTHER}]", ["aws_security_group.g: yes when var.x is true"]),
        (f"var.x ? [{OPEN}] : [{OPEN}, {OTHER}]", ["aws_security_group.g: yes"]),
        (f"var.x ? [{CLOSED}] : [{CLOSED}, {OTHER}]", []),
        (f"concat([{OTHER}], var.more)", ["aws_security_group.g: cannot tell"]),
        (f"concat([{OPEN}], var.more)", ["aws_security_group.g: yes"]),
        (f"var.x ? concat([{CLOSED}], var.more) : []", ["aws_security_group.g: cannot tell"]),
        (f"var.x ? [{CLOSED}] : var.more", ["aws_security_group.g: cannot tell"]),
        ("var.more", ["aws_security_group.g: cannot tell"]),
    ],
)
def test_each_rule_of_a_list_is_one_however_the_list_comes_about(answers, ingress, expected):
    assert answers(SSH, group(ingress)) == expected


PROXY = """
resource "google_compute_target_http_proxy" "{name}" {{
  count   = {count}
  name    = "proxy"
  url_map = google_compute_url_map.{map}.id
}}
"""
MAPS = """
resource "google_compute_url_map" "sends_on" {
  name = "sends-on"
  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}
resource "google_compute_url_map" "serves" {
  name            = "serves"
  default_service = "a"
}
resource "google_compute_global_forwarding_rule" "front" {
  name                  = "front"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  target                = "proxy"
}
"""
PLAIN = "google-load-balancer-answers-in-clear"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("sends_on", "sends_on", []),
        ("serves", "serves", ["yes"]),
        ("sends_on", "serves", ["cannot tell when var.x is false"]),
        ("serves", "sends_on", ["cannot tell when var.x is true"]),
    ],
)
def test_what_namesakes_lead_to_is_asked_of_the_one_that_exists(answers, first, second, expected):
    proxies = PROXY.format(name="a", count="var.x ? 1 : 0", map=first)
    proxies += PROXY.format(name="b", count="var.x ? 0 : 1", map=second)
    front = "google_compute_global_forwarding_rule.front"
    assert answers(PLAIN, {"main.tf": VARIABLES + MAPS + proxies}) == [f"{front}: {one}" for one in expected]


@pytest.mark.parametrize(
    ("target", "count", "expected"),
    [
        ("google_compute_target_http_proxy.a[0].id", "", []),
        ("google_compute_target_http_proxy.a[0].name", "", []),
        ('"proxy"', "", [": cannot tell"]),
        ('"proxy"', "count = var.x ? 1 : 0", []),
        ('"proxy"', "count = var.x ? 0 : 1", ["[0]: cannot tell"]),
    ],
)
def test_a_name_means_what_bears_it_where_that_exists_and_a_reference_means_it_always(answers, target, count, expected):
    front = MAPS.replace('target                = "proxy"', f"target = {target}\n  {count}")
    files = {"main.tf": VARIABLES + front + PROXY.format(name="a", count="var.x ? 1 : 0", map="sends_on")}
    assert answers(PLAIN, files) == [f"google_compute_global_forwarding_rule.front{one}" for one in expected]


def test_namesakes_of_which_none_may_exist_leave_open_what_is_meant(answers):
    proxies = PROXY.format(name="a", count='var.y == "a" ? 1 : 0', map="sends_on")
    proxies += PROXY.format(name="b", count='var.y == "b" ? 1 : 0', map="sends_on")
    (found,) = answers(PLAIN, {"main.tf": VARIABLES + MAPS + proxies})
    assert found.startswith("google_compute_global_forwarding_rule.front: cannot tell")

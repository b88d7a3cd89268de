"""Shapes of Terraform configurations and plans whose cost `growth.py` measures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from math import isqrt

Files = dict[str, str]

TOPIC = 'resource "aws_sns_topic" "t" {{\n  name = {}\n}}\n'
"""A resource that shows a value."""


def file(*lines: str) -> Files:
    return {"main.tf": "\n".join(lines) + "\n"}


def local(value: str, *more: str) -> Files:
    """A value that a resource needs."""
    return file("locals {", *more, f"  asked = {value}", "}", TOPIC.format("jsonencode(local.asked)"))


def each(number: int, text: str) -> list[str]:
    """A line for each number, `§` standing for it and `¶` for the one before."""
    return [text.replace("§", str(one)).replace("¶", str(one - 1)) for one in range(1, number + 1)]


def listed(number: int, text: str = '"e§"') -> str:
    return "[" + ", ".join(each(number, text)) + "]"


def mapped(number: int, text: str = 'k§ = "v§"') -> str:
    return "{ " + ", ".join(each(number, text)) + " }"


def chain(text: str, first: str) -> Callable[[int], Files]:
    return lambda n: local(f"local.l{n}", f"  l0 = {first}", *each(n, f"  l§ = {text}"))


def pure(value: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda n: local(value(n))


def stack(number: int) -> Files:
    """Buckets, policies, groups that speak of each other."""
    return file(
        *each(
            number // 3 + 1,
            """resource "aws_s3_bucket" "b§" {
  bucket = "name-§"
}
resource "aws_s3_bucket_policy" "p§" {
  bucket = aws_s3_bucket.b§.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*" }] })
}
resource "aws_security_group" "g§" {
  ingress {
    from_port       = 22
    to_port         = 22
    security_groups = [aws_security_group.g¶.id]
  }
}""",
        )
    )


def policies_of_one(number: int) -> Files:
    return file(
        'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}',
        *each(number, 'resource "aws_s3_bucket_acl" "p§" {\n  bucket = aws_s3_bucket.b.id\n  acl = "private"\n}'),
    )


def unnamed(number: int) -> Files:
    """Buckets and what belongs to one of them, nobody knows which."""
    return file(
        'variable "a" {}\nvariable "b" {}',
        *each(number // 2, 'resource "aws_s3_bucket" "b§" {\n  bucket = "${var.a}-§"\n}'),
        *each(number // 2, 'resource "aws_s3_bucket_acl" "p§" {\n  bucket = "${var.b}§"\n  acl = "private"\n}'),
    )


def open_links(number: int) -> Files:
    """Each companion asks an open variable of its own which of the buckets it belongs to."""
    return file(
        *each(number // 2, 'variable "v§" {}\nresource "aws_s3_bucket" "b§" {\n  bucket = "b§"\n}'),
        *each(number // 2, 'resource "aws_s3_bucket_acl" "p§" {\n  bucket = var.v§\n  acl = "private"\n}'),
    )


def rules_of_a_group(number: int) -> Files:
    return file(
        'resource "aws_security_group" "g" {\n}',
        *each(
            number,
            'resource "aws_security_group_rule" "r§" {\n  security_group_id = aws_security_group.g.id\n'
            '  type = "ingress"\n  from_port = §\n  to_port = §\n  cidr_blocks = ["10.0.0.0/8"]\n}',
        ),
    )


def blocks(number: int) -> Files:
    inner = each(
        number, '  ingress {\n    from_port = §\n    to_port = §\n    cidr_blocks = ["10.0.§.0/24", "0.0.0.0/0"]\n  }'
    )
    return file('resource "aws_security_group" "g" {', *inner, "}")


def dynamic(number: int) -> Files:
    return file(
        "locals {",
        f"  ports = {listed(number, '§')}",
        "}",
        'resource "aws_security_group" "g" {\n  dynamic "ingress" {\n    for_each = local.ports\n    content {',
        '      from_port = ingress.value\n      to_port = ingress.key\n      cidr_blocks = ["0.0.0.0/0"]',
        "    }\n  }\n}",
    )


def dynamics(number: int) -> Files:
    one = """  dynamic "ingress" {
    for_each = var.v§ ? [1] : []
    content {
      from_port   = §
      to_port     = §
      cidr_blocks = ["10.0.0.0/8"]
    }
  }"""
    return file(
        *each(number, 'variable "v§" {\n  type = bool\n}'),
        'resource "aws_security_group" "g" {',
        *each(number, one),
        "}",
    )


def dynamic_in_dynamic(number: int) -> Files:
    side = isqrt(number)
    return file(
        "locals {",
        f"  outer = {listed(side, '§')}",
        "}",
        'resource "aws_lb_listener" "l" {\n  dynamic "default_action" {\n    for_each = local.outer\n    content {',
        '      type = "forward"\n      dynamic "forward" {\n        for_each = local.outer\n        content {',
        '          arn = "${default_action.value}-${forward.value}"\n        }\n      }\n    }\n  }\n}',
    )


def counted(number: int) -> Files:
    """Resources that each take theirs of long lists."""
    return file(
        "locals {",
        f"  names = {listed(number)}",
        f"  table = {mapped(number)}",
        "}",
        *each(
            number // 50 + 1,
            'resource "aws_sns_topic" "t§" {\n  count = 50\n  name = element(local.names, count.index + §)\n'
            '  display_name = lookup(local.table, "k${count.index}", "none")\n}',
        ),
    )


def for_each(number: int) -> Files:
    return file(
        "locals {",
        f"  all = {{ for name in {listed(number)} : name => {{ name = name, on = true }} }}",
        "}",
        'resource "aws_sns_topic" "t" {\n  for_each = local.all\n  name = each.value.name\n}',
        'resource "aws_sns_topic_policy" "p" {\n  for_each = aws_sns_topic.t\n  arn = each.value.arn\n}',
    )


def splats(number: int) -> Files:
    return file(
        'resource "aws_instance" "i" {\n  count = 900\n  ami = "a${count.index}"\n}',
        *each(number, 'resource "aws_eip" "e§" {\n  instance = element(aws_instance.i[*].id, §)\n}'),
    )


def setproduct(number: int) -> Files:
    side = isqrt(number)
    return local(
        '{ for p in setproduct(local.a, local.b) : "${p[0]}-${p[1]}" => p }',
        f"  a = {listed(side)}",
        f"  b = {listed(side)}",
    )


def nested_for(number: int) -> Files:
    side = isqrt(number)
    return local(
        'flatten([for x in local.a : [for y in local.a : { name = "${x}/${y}", on = x == y }]])',
        f"  a = {listed(side)}",
    )


def searching(number: int) -> Files:
    """For each element a search through all."""
    return local("[for x in local.a : x if contains(local.a, x)]", f"  a = {listed(number)}")


def filtering(number: int) -> Files:
    return local("[for x in local.a : length([for y in local.a : y if y == x])]", f"  a = {listed(number)}")


def modules(number: int) -> Files:
    called = each(number, 'module "m§" {\n  source = "./m"\n  name = "n§"\n  peers = { a = module.m¶.name }\n}')
    inner = """variable "name" {}
variable "peers" {
  type = map(string)
}
resource "aws_s3_bucket" "b" {
  bucket = var.name
}
output "name" {
  value = aws_s3_bucket.b.id
}
"""
    return {"main.tf": "\n".join(called), "m/main.tf": inner}


def modules_in_modules(number: int) -> Files:
    """A tree: each level calls the next twice."""
    levels = number.bit_length() - 1
    files = {}
    for level in range(levels):
        folder = "m/" * level
        text = 'variable "x" {\n  default = "a"\n}\n' + TOPIC.format("var.x")
        if level < levels - 1:
            text += "".join(
                f'module "{one}" {{\n  source = "./m"\n  x = "${{var.x}}{one}"\n}}\nmodule "{one}2" {{\n'
                f'  source = "./m"\n  x = module.{one}.x\n}}\n'
                for one in ("l",)
            )
        files[f"{folder}main.tf"] = text + 'output "x" {\n  value = var.x\n}\n'
    return files


def module_for_each(number: int) -> Files:
    return {
        "main.tf": f'module "m" {{\n  source = "./m"\n  for_each = toset({listed(number)})\n  name = each.key\n}}\n',
        "m/main.tf": 'variable "name" {}\n' + TOPIC.format("var.name"),
    }


def variables(number: int) -> Files:
    return file(
        *each(
            number,
            """variable "v§" {
  type = object({ name = string, ports = optional(list(number), [§]) })
  default = { name = "n§" }
  validation {
    condition = length(var.v§.name) > 1 && alltrue([for p in var.v§.ports : p > 0])
    error_message = "no"
  }
}
resource "aws_sns_topic" "t§" {
  name = var.v§.name
}""",
        )
    )


def validations(number: int) -> Files:
    rule = '  validation {\n    condition = var.v != "v§" && contains(["a", "b"], var.v)\n    error_message = "no"\n  }'
    return file('variable "v" {\n  type = string', *each(number, rule), "}", TOPIC.format("var.v"))


def open_conditions(number: int) -> Files:
    """Values that each hang on a condition of their own."""
    return file(
        *each(number, 'variable "v§" {\n  type = bool\n}'),
        *each(
            number,
            'resource "aws_s3_bucket_acl" "a§" {\n  count = var.v§ ? 1 : 0\n  bucket = "b"\n'
            '  acl = var.v¶ ? "private" : "public-read"\n}',
        ),
        'variable "v0" {\n  type = bool\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n}',
    )


def open_list(number: int) -> Files:
    """One list each of whose elements hangs on a condition."""
    return file(
        *each(number, 'variable "v§" {\n  type = bool\n}'),
        'resource "aws_security_group" "g" {\n  ingress {\n    from_port = 22\n    to_port = 22',
        "    cidr_blocks = compact([" + ", ".join(each(number, 'var.v§ ? "10.0.0.0/8" : ""')) + "])\n  }\n}",
    )


def open_sum(number: int) -> Files:
    """A text whose pieces hang on conditions."""
    return file(
        *each(number, 'variable "v§" {\n  type = bool\n}'),
        TOPIC.format('"' + "".join(each(number, "${var.v§ ? 1 : 0}")) + '"'),
    )


def open_and(number: int) -> Files:
    return file(
        *each(number, 'variable "v§" {\n  type = bool\n}'),
        'resource "aws_s3_bucket_acl" "a" {\n  bucket = "b"\n  acl = '
        + " && ".join(each(number, "var.v§"))
        + ' ? "public-read" : "private"\n}',
    )


def var_files(number: int) -> Files:
    files = {f"{one}.tfvars": f'name = "n{one}"\n' for one in range(number)}
    return {**files, "main.tf": 'variable "name" {}\n' + TOPIC.format("var.name")}


def inside(value: str) -> Callable[[int], Files]:
    """A function of a long text in a file."""
    return lambda n: {**local(value, '  text = file("${path.module}/text")'), "text": "ab1-" * n}


def decoded(value: str, text: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda n: {
        **file(
            "locals {",
            f'  all = {value}(file("${{path.module}}/data"))',
            "}",
            'resource "aws_sns_topic" "t" {\n  count = 100\n  name = local.all[count.index].name\n}',
        ),
        "data": text(n),
    }


def json_rows(number: int) -> str:
    return json.dumps([{"name": f"n{one}", "tags": {"a": one, "b": [True, None]}} for one in range(number)])


def yaml_rows(number: int) -> str:
    return "".join(f"- name: n{one}\n  tags: {{a: {one}, b: [true, null]}}\n" for one in range(number))


def csv_rows(number: int) -> str:
    return "name,a,b\n" + "".join(f"n{one},{one},x\n" for one in range(number))


def rendered(number: int) -> Files:
    text = "%{ for x in names ~}\n${x} = ${upper(x)}\n%{ endfor ~}\n"
    return {**local(f'templatefile("${{path.module}}/t.tpl", {{ names = {listed(number)} }})'), "t.tpl": text}


def template_strings(number: int) -> Files:
    return local("[" + ", ".join(each(number, 'templatestring(local.t, { x = "§" })')) + "]", '  t = "a$${x}b"')


def long_template(number: int) -> Files:
    return local('"' + "".join(each(number, "${local.x}-§-")) + '"', '  x = "a"')


def heredoc(number: int) -> Files:
    lines = each(number, "    line § ${local.x} %{ if true }yes%{ endif }")
    return local("<<-EOT\n" + "\n".join(lines) + "\n  EOT", '  x = "a"')


def policy(number: int) -> Files:
    rows = each(
        number,
        '{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/r§" }, Action = ["s3:GetObject"],'
        ' Resource = "arn:aws:s3:::b/§/*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-§" } } }',
    )
    return file(
        'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}',
        'resource "aws_s3_bucket_policy" "p" {\n  bucket = aws_s3_bucket.b.id\n  policy = jsonencode({ Statement = [',
        ",\n".join(rows),
        "] })\n}",
    )


def policy_document(number: int) -> Files:
    rows = each(
        number,
        '  statement {\n    effect = "Allow"\n    actions = ["s3:GetObject"]\n    resources = ["arn:aws:s3:::b/§"]\n'
        '    principals {\n      type = "AWS"\n      identifiers = ["arn:aws:iam::123456789012:role/r§"]\n    }\n  }',
    )
    return file(
        'data "aws_iam_policy_document" "d" {',
        *rows,
        '}\nresource "aws_s3_bucket_policy" "p" {\n  bucket = "b"\n  policy = data.aws_iam_policy_document.d.json\n}',
    )


def policy_documents(number: int) -> Files:
    """Documents that each take in the one before."""
    one = """data "aws_iam_policy_document" "d§" {
  source_policy_documents = [data.aws_iam_policy_document.d¶.json]
  statement {
    sid       = "s§"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}"""
    return file(
        'data "aws_iam_policy_document" "d0" {\n}',
        *each(number, one),
        f'resource "aws_iam_policy" "p" {{\n  policy = data.aws_iam_policy_document.d{number}.json\n}}',
    )


def nested_conditionals(number: int) -> Files:
    rows = each(number, '  c§ = var.x == "§" ? "a" : local.c¶')
    return local(f"local.c{number}", '  c0 = "z"', *rows) | {"v.tf": 'variable "x" {}\n'}


def lookups(number: int) -> Files:
    return file(
        "locals {\n  table = " + mapped(number) + "\n}",
        *each(number, 'resource "aws_sns_topic" "t§" {\n  name = local.table["k§"]\n}'),
    )


def overrides(number: int) -> Files:
    return {
        "main.tf": "\n".join(each(number, 'resource "aws_sns_topic" "t§" {\n  name = "a"\n}')),
        "main_override.tf": "\n".join(each(number, 'resource "aws_sns_topic" "t§" {\n  name = "b"\n}')),
    }


def tf_json(number: int) -> Files:
    topics = {f"t{one}": {"name": f"${{local.n}}-{one}"} for one in range(number)}
    return {"main.tf.json": json.dumps({"locals": {"n": "a"}, "resource": {"aws_sns_topic": topics}})}


def plan_resource(address: str, number: int, name: str = "t") -> dict[str, object]:
    return {
        "address": f"{address}aws_sns_topic.{name}[{number}]",
        "mode": "managed",
        "type": "aws_sns_topic",
        "name": name,
        "index": number,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "schema_version": 0,
        "values": {"name": f"n{number}", "tags": {"a": "b"}},
        "sensitive_values": {"tags": {}},
    }


def change(one: dict[str, object]) -> dict[str, object]:
    after = {"actions": ["create"], "before": None, "after": one["values"], "after_unknown": {"id": True}}
    return {**{key: one[key] for key in ("address", "mode", "type", "name", "index")}, "change": after}


def plan(root: dict[str, object], changes: Iterable[dict[str, object]], configuration: dict[str, object]) -> Files:
    whole = {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": root},
        "resource_changes": list(changes),
        "configuration": {"root_module": configuration},
    }
    return {"plan.json": json.dumps(whole)}


CONFIGURED = {
    "address": "aws_sns_topic.t",
    "mode": "managed",
    "type": "aws_sns_topic",
    "name": "t",
    "expressions": {"name": {"references": ["var.x"]}},
}


def plan_of_instances(number: int) -> Files:
    rows = [plan_resource("", one) for one in range(number)]
    return plan({"resources": rows}, map(change, rows), {"resources": [CONFIGURED]})


def plan_of_modules(number: int) -> Files:
    rows = [(f"module.m{one}", plan_resource(f"module.m{one}.", 0)) for one in range(number)]
    calls = {f"m{one}": {"source": "./m", "module": {"resources": [CONFIGURED]}} for one in range(number)}
    inner = [{"address": address, "resources": [row]} for address, row in rows]
    return plan({"child_modules": inner}, (change(row) for _, row in rows), {"module_calls": calls})


def plan_of_module_instances(number: int) -> Files:
    rows = [(f"module.m[{one}]", plan_resource(f"module.m[{one}].", 0)) for one in range(number)]
    calls = {"m": {"source": "./m", "module": {"resources": [CONFIGURED]}}}
    inner = [{"address": address, "resources": [row]} for address, row in rows]
    return plan({"child_modules": inner}, (change(row) for _, row in rows), {"module_calls": calls})


def plan_of_deep_modules(number: int) -> Files:
    """Modules in modules, twenty deep, with resources in each."""
    rows = []
    inner: dict[str, object] = {}
    configured: dict[str, object] = {}
    for level in reversed(range(20)):
        address = ".".join(["module.m"] * level)
        own = [plan_resource(f"{address}." if address else "", one) for one in range(number // 20 + 1)]
        rows += own
        inner = {"address": address, "resources": own, "child_modules": [inner] if inner else []}
        calls = {"m": {"source": "./m", "module": configured}} if configured else {}
        configured = {"resources": [CONFIGURED], "module_calls": calls}
    return plan(inner, map(change, rows), configured)


SHAPES: dict[str, Callable[[int], Files]] = {
    "tf stack": stack,
    "tf policies of one bucket": policies_of_one,
    "tf unnamed links": unnamed,
    "tf open links": open_links,
    "tf rules of one group": rules_of_a_group,
    "tf blocks": blocks,
    "tf dynamic": dynamic,
    "tf dynamics": dynamics,
    "tf dynamic in dynamic": dynamic_in_dynamic,
    "tf count": counted,
    "tf for_each": for_each,
    "tf splats": splats,
    "tf setproduct": setproduct,
    "tf nested for": nested_for,
    "tf searching for": searching,
    "tf filtering for": filtering,
    "tf chain of texts": chain('"${local.l¶}"', '"a"'),
    "tf chain of numbers": chain("local.l¶ + 1", "1"),
    "tf chain of growing texts": chain('"${local.l¶}§,"', '"a"'),
    "tf chain of concat": chain("concat(local.l¶, [§])", "[]"),
    "tf chain of merge": chain("merge(local.l¶, { k§ = § })", "{}"),
    "tf chain of setunion": chain('setunion(local.l¶, ["§"])', "[]"),
    "tf chain of nesting": chain("{ a = local.l¶ }", "1"),
    "tf chain of for": chain("[for x in local.l¶ : x + 1]", "[1, 2, 3]"),
    "tf merge of many": pure(lambda n: "merge(" + ", ".join(each(n, "{ k§ = { a = § } }")) + ")"),
    "tf merge of lists": pure(lambda n: "merge([" + ", ".join(each(n, "{ k§ = { a = § } }")) + "]...)"),
    "tf nested conditionals": nested_conditionals,
    "tf sum": pure(lambda n: " + ".join(each(n, "§"))),
    "tf and": pure(lambda n: " && ".join(each(n, "§ != 0"))),
    "tf long list": pure(listed),
    "tf long map": pure(mapped),
    "tf keys, values, zipmap": pure(lambda n: f"zipmap(keys({mapped(n)}), values({mapped(n)}))"),
    "tf transpose": pure(lambda n: f"transpose({mapped(n, 'k§ = [' + chr(34) + 'a§' + chr(34) + ']')})"),
    "tf distinct": pure(lambda n: f"distinct({listed(n)})"),
    "tf toset": pure(lambda n: f"toset({listed(n)})"),
    "tf sort": pure(lambda n: f"sort(reverse({listed(n)}))"),
    "tf setsubtract": pure(lambda n: f"setsubtract({listed(n)}, {listed(n)})"),
    "tf setintersection": pure(lambda n: f"setintersection({listed(n)}, {listed(n)})"),
    "tf matchkeys": pure(lambda n: f"matchkeys({listed(n)}, {listed(n)}, {listed(n)})"),
    "tf chunklist": pure(lambda n: f"chunklist({listed(n)}, 2)"),
    "tf flatten": pure(lambda n: f"flatten({listed(n, '[§, [§]]')})"),
    "tf equal lists": pure(lambda n: f"{listed(n)} == {listed(n)}"),
    "tf cidrsubnets": pure(lambda n: f'cidrsubnets("10.0.0.0/8", {", ".join(["24"] * min(n, 60_000))})'),
    "tf regexall": inside('regexall("[a-z]+[0-9]", local.text)'),
    "tf regexall, hard": inside('regexall("(a|ab)*(b1|1)*-?x", local.text)'),
    "tf regex, wide": inside('regex("(a|b|1|-)*$", local.text)'),
    "tf replace": inside('replace(local.text, "b", "cd")'),
    "tf replace, regex": inside('replace(local.text, "/([a-z]+)([0-9])/", "$2$1")'),
    "tf split": inside('join("+", [for x in split("-", local.text) : upper(x)])'),
    "tf format": inside('format("%s %q %v", local.text, local.text, length(local.text))'),
    "tf substr, indent, title": inside("[title(local.text), indent(2, local.text), strrev(local.text)]"),
    "tf trim": inside('trim(trimprefix(trimsuffix(local.text, "-"), "a"), "b-1")'),
    "tf hashes": inside("[sha512(local.text), base64encode(local.text), base64gzip(local.text), md5(local.text)]"),
    "tf urlencode": inside("urlencode(jsonencode(local.text))"),
    "tf formatlist": pure(lambda n: f'formatlist("%s-%s", {listed(n)}, {listed(n)})'),
    "tf jsondecode": decoded("jsondecode", json_rows),
    "tf yamldecode": decoded("yamldecode", yaml_rows),
    "tf csvdecode": decoded("csvdecode", csv_rows),
    "tf jsondecode, many readers": lambda n: {
        **file(
            *each(
                n,
                'resource "aws_sns_topic" "t§" {\n  name = jsondecode(file("${path.module}/data"))[§ - 1].name\n}',
            )
        ),
        "data": json_rows(n),
    },
    "tf yamlencode": pure(lambda n: f"yamlencode({mapped(n, 'k§ = { a = [§, true] }')})"),
    "tf templatefile": rendered,
    "tf templatestring": template_strings,
    "tf long template": long_template,
    "tf heredoc": heredoc,
    "tf policy": policy,
    "tf policy document": policy_document,
    "tf policy documents": policy_documents,
    "tf lookups": lookups,
    "tf overrides": overrides,
    "tf modules": modules,
    "tf modules in modules": modules_in_modules,
    "tf module for_each": module_for_each,
    "tf variables": variables,
    "tf validations": validations,
    "tf open conditions": open_conditions,
    "tf open list": open_list,
    "tf open text": open_sum,
    "tf open and": open_and,
    "tf variable files": var_files,
    "tf json": tf_json,
    "plan instances": plan_of_instances,
    "plan modules": plan_of_modules,
    "plan module instances": plan_of_module_instances,
    "plan deep modules": plan_of_deep_modules,
}

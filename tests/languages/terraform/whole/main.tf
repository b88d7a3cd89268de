variable "flags" {
  type = map(object({
    on   = optional(bool, true)
    name = optional(string)
    tags = optional(map(string), { a = "b" })
    deep = optional(object({ x = optional(number, 3), l = optional(list(string), ["q"]) }), {})
  }))
  default = { one = {}, two = { on = "false", name = 5, deep = { x = "7" } } }
}
variable "mixed" {
  type    = list(any)
  default = [1, "a", true]
}
variable "anything" {
  default = { a = [1, "x"], b = null }
}
variable "nn" {
  default  = "dflt"
  nullable = false
}
variable "nul" {
  default = "dflt"
}
variable "s" {
  type    = set(string)
  default = ["z", "a", "z"]
}
variable "num" {
  type    = string
  default = 1.50
}
variable "tup" {
  type    = tuple([string, number])
  default = [1, "2"]
}
locals {
  c       = local.b + 1
  b       = 41
  merged  = merge(var.flags, { three = { on = false } })
  keyed   = { for k, v in var.flags : k => v.on }
  names   = [for k, v in var.flags : coalesce(v.name, "none-${k}")]
  grouped = { for n in ["aa", "ab", "b"] : substr(n, 0, 1) => n... }
  nested  = flatten([for k, v in var.flags : [for t, w in v.tags : "${k}-${t}-${w}"]])
}
module "m" {
  source   = "./m"
  for_each = var.flags
  name     = each.key
  on       = each.value.on
}
module "c" {
  source = "./m"
  count  = 2
  name   = "n${count.index}"
}
module "z" {
  source = "./m"
  count  = 0
  name   = null
}
module "nulls" {
  source = "./m"
  name   = null
  on     = null
}
resource "terraform_data" "t" {
  for_each = local.keyed
  input    = each.value ? each.key : "off"
}
resource "terraform_data" "n" {
  count = length(var.s)
  input = tolist(var.s)[count.index]
}
output "o01" { value = var.flags }
output "o02" { value = var.mixed }
output "o03" { value = var.anything }
output "o04" { value = [var.nn, var.nul, var.s, var.num, var.tup] }
output "o05" { value = [local.c, local.keyed, local.names, local.grouped, local.nested] }
output "o06" { value = local.merged.three }
output "o07" { value = [for k, m in module.m : m.out] }
output "o08" { value = module.c[*].out }
output "o09" { value = one(module.z[*].out) }
output "o10" { value = module.m["two"].out }
output "o11" { value = { for k, m in module.m : k => m.cond } }
output "o12" { value = terraform_data.t["one"].input }
output "o13" { value = [for t in terraform_data.n : t.input] }
output "o14" { value = terraform_data.n[*].input }
output "o15" { value = try(module.z[0].out, "none") }
output "o16" { value = [module.nulls.out, module.nulls.cond] }
output "o17" { value = length(module.m) + length(module.c) + length(module.z) }
output "o18" { value = keys(module.m) }
output "o19" { value = [for k, v in var.flags : k if v.on && v.name == null] }
output "o20" { value = "%{for k, v in var.flags}${k}=${v.on}%{if v.name != null}(${v.name})%{endif};%{endfor}" }
output "o21" {
  value = <<-EOT
  a
    ${join(",", var.s)}
  b
  EOT
}
output "o22" { value = var.flags["two"].deep.l[0] }
output "o23" { value = values(var.flags)[*].deep.x }
output "o25" { value = [for i, v in var.tup : "${i}:${v}"] }
output "o26" { value = { "a b" = 1, (var.nn) = 2, "${var.nn}-x" = 3 } }
output "o27" { value = [path.module, path.root, module.m["one"].path] }
output "o28" { value = var.nn == "dflt" ? { a = 1 } : { a = "x" } }
output "o29" { value = [true ? 1 : "a", false ? 1 : "a", true ? [1] : ["a", "b"], true ? null : 1] }
output "o30" { value = [for x in toset([3, 1, 2]) : x * 2] }
output "o31" { value = { for k, v in { b = 1, a = 2 } : v => k } }
output "o32" { value = [1 == 1.0, "1" == 1, null == null, true == "true", { a = 1 } == { a = 2 }] }
output "o33" { value = [10 / 4, 10 % 4, -10 % 4, 2 - -2, !false] }
output "o34" { value = lookup({ a = 1 }, "x", 2) }
output "o35" { value = [for s in ["b", "a"] : s][*] }
output "o36" { value = element(["a", "b", "c"], 4) }
output "o37" { value = { for k, v in var.flags : k => v if !v.on }["two"].name }
output "o38" { value = tomap({ a = 1, b = "x" }) }
output "o39" { value = concat([1], ["a"], [true]) }

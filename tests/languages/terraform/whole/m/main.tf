variable "name" {
  type     = string
  default  = "unnamed"
}
variable "on" {
  type     = bool
  default  = true
  nullable = false
}
locals {
  full = "<${var.name == null ? "null" : var.name}>"
}
output "out" { value = local.full }
output "cond" { value = var.on ? "on" : "off" }
output "path" { value = path.module }

# The module in which the expressions are evaluated. `terraform_data` is built into Terraform.

variable "text" {
  type    = string
  default = "hello"
}

variable "flag" {
  type    = bool
  default = true
}

variable "people" {
  type = map(object({
    age  = number
    city = optional(string, "Paris")
    tags = optional(list(string))
  }))
  default = {
    ann = { age = 33 }
    bob = { age = 44, city = "Rome", tags = ["x"] }
  }
}

variable "secret" {
  type      = string
  default   = "hush"
  sensitive = true
}

locals {
  numbers = [3, 1, 2]
  names   = toset(["b", "a", "c"])
  object  = { one = 1, two = "zwei", three = [1, 2, 3], four = { five = null } }
  nothing = null
  empty   = []
}

resource "terraform_data" "later" {}

variable "it" {}

resource "aws_dynamodb_table" "main" {
  name     = "orders"
  hash_key = "id"

  server_side_encryption {
    enabled = var.it
  }
}

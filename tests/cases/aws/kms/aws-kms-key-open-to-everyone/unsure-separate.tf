variable "it" {}

resource "aws_kms_key_policy" "main" {
  key_id = "1"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "kms:Decrypt"
      Resource  = "*"
    }]
  })
}

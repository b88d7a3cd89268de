variable "it" {}

resource "aws_glue_resource_policy" "main" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "glue:GetTable"
      Resource  = "*"
    }]
  })
}

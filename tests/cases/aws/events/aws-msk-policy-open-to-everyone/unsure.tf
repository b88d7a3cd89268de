variable "it" {}

resource "aws_msk_cluster_policy" "main" {
  cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/main/1"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "kafka:CreateVpcConnection"
      Resource  = "*"
    }]
  })
}

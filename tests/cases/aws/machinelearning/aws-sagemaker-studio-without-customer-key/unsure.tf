variable "it" {}

resource "aws_sagemaker_domain" "main" {
  domain_name = "lab"
  auth_mode   = "IAM"
  vpc_id      = "vpc-1"
  subnet_ids  = ["subnet-1"]
  kms_key_id  = var.it
}

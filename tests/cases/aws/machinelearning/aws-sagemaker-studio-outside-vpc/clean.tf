resource "aws_sagemaker_domain" "main" {
  domain_name = "lab"
  auth_mode   = "IAM"
  vpc_id      = "vpc-1"
  subnet_ids  = ["subnet-1"]
  app_network_access_type = "VpcOnly"
}

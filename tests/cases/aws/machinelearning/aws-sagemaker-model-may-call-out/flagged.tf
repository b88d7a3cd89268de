resource "aws_sagemaker_model" "main" {
  execution_role_arn       = "arn:aws:iam::111122223333:role/lab"
  enable_network_isolation = false
}

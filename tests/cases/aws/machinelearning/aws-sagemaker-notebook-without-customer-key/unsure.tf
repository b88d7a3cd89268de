variable "it" {}

resource "aws_sagemaker_notebook_instance" "main" {
  name          = "lab"
  role_arn      = "arn:aws:iam::111122223333:role/lab"
  instance_type = "ml.t3.medium"
  kms_key_id    = var.it
}

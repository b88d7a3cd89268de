variable "it" {}

resource "aws_emr_cluster" "main" {
  name          = "main"
  release_label = "emr-7.0.0"
  service_role  = "arn:aws:iam::111122223333:role/emr"
  security_configuration = var.it
}

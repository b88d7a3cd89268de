variable "it" {}

resource "aws_elastic_beanstalk_environment" "main" {
  name        = "app"
  application = "app"

  setting {
    namespace = "aws:ec2:vpc"
    name      = "ELBScheme"
    value     = "${var.it}"
  }
}

variable "it" {}

resource "aws_elastic_beanstalk_environment" "main" {
  name        = "app"
  application = "app"

  setting {
    namespace = "aws:elbv2:listener:443"
    name      = "Protocol"
    value     = "${var.it}"
  }
}

variable "it" {}

resource "aws_imagebuilder_distribution_configuration" "app" {
  name = "app"

  distribution {
    region = "eu-west-1"

    ami_distribution_configuration {
      name = "app-{{ imagebuilder:buildDate }}"
      kms_key_id = var.it
    }
  }
}

variable "it" {}

resource "aws_lightsail_container_service_deployment_version" "main" {
  service_name = "app"

  public_endpoint {
    container_name = var.it
    container_port = 80
  }
}

resource "aws_apprunner_service" "main" {
  service_name = "app"

  network_configuration {
    ingress_configuration {
      is_publicly_accessible = false
    }
  }
}

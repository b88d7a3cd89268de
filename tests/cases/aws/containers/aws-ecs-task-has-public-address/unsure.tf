variable "it" {}

resource "aws_ecs_service" "main" {
  name = "app"

  network_configuration {
    subnets          = ["subnet-1"]
    assign_public_ip = var.it
  }
}

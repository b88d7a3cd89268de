resource "aws_ecs_service" "main" {
  name = "app"

  volume_configuration {
    name = "data"

    managed_ebs_volume {
      role_arn  = "arn:aws:iam::111122223333:role/ecs"
      encrypted = false
    }
  }
}

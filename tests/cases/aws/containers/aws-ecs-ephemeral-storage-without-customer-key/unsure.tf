variable "it" {}

resource "aws_ecs_cluster" "main" {
  name = "main"

  configuration {
    managed_storage_configuration {
      fargate_ephemeral_storage_kms_key_id = var.it
    }
  }
}

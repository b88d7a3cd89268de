resource "aws_ecs_cluster" "main" {
  name = "main"

  configuration {
    execute_command_configuration {
      kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = false
      }
    }
  }
}

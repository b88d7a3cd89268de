resource "aws_cloudwatch_log_group" "main" {
  name              = "app"
  retention_in_days = 0
}

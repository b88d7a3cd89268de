resource "aws_scheduler_schedule" "main" {
  name                = "daily"
  schedule_expression = "rate(1 day)"
  kms_key_arn         = "arn:aws:kms:eu-west-1:111122223333:key/1"
}

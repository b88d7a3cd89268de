resource "aws_cloudwatch_event_permission" "main" {
  statement_id = "all"
  principal    = "111122223333"
}

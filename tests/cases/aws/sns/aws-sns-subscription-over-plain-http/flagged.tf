resource "aws_sns_topic_subscription" "main" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:orders"
  endpoint  = "http://example.com/hook"
  protocol  = "http"
}

resource "aws_mq_broker" "main" {
  broker_name        = "main"
  engine_type        = "RabbitMQ"
  host_instance_type = "mq.m5.large"

  encryption_options {
    use_aws_owned_key = false
    kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/1"
  }
}

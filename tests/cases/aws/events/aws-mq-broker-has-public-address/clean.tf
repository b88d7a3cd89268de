resource "aws_mq_broker" "main" {
  broker_name        = "main"
  engine_type        = "RabbitMQ"
  host_instance_type = "mq.m5.large"
  publicly_accessible = false
}

resource "aws_batch_job_definition" "main" {
  name = "app"
  type = "container"
  container_properties = jsonencode({
    image                = "app"
    networkConfiguration = { assignPublicIp = "DISABLED" }
  })
}

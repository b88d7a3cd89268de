resource "aws_batch_job_definition" "main" {
  name = "app"
  type = "container"
  container_properties = jsonencode({
    image   = "app"
    volumes = [{ name = "data", efsVolumeConfiguration = { fileSystemId = "fs-1", transitEncryption = "ENABLED" } }]
  })
}

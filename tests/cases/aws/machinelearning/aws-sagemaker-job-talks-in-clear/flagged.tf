resource "aws_sagemaker_data_quality_job_definition" "main" {
  role_arn = "arn:aws:iam::111122223333:role/lab"

  network_config {
    enable_inter_container_traffic_encryption = false
  }
}

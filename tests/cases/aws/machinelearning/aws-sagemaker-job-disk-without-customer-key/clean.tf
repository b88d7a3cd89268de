resource "aws_sagemaker_data_quality_job_definition" "main" {
  role_arn = "arn:aws:iam::111122223333:role/lab"

  job_resources {
    cluster_config {
      instance_count    = 1
      volume_kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
    }
  }
}

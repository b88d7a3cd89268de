resource "aws_sagemaker_data_quality_job_definition" "main" {
  role_arn = "arn:aws:iam::111122223333:role/lab"

  data_quality_job_output_config {
    kms_key_id = null
  }
}

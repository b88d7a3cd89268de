resource "aws_sagemaker_flow_definition" "main" {
  flow_definition_name = "review"

  output_config {
    s3_output_path = "s3://data/"
    kms_key_id     = null
  }
}

resource "aws_sagemaker_feature_group" "main" {
  feature_group_name = "orders"

  online_store_config {
    enable_online_store = true

    security_config {
      kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
    }
  }
}

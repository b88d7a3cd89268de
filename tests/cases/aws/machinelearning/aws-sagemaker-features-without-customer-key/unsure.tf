variable "it" {}

resource "aws_sagemaker_feature_group" "main" {
  feature_group_name = "orders"

  online_store_config {
    enable_online_store = true

    security_config {
      kms_key_id = var.it
    }
  }
}

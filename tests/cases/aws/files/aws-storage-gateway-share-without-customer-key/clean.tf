resource "aws_storagegateway_smb_file_share" "main" {
  gateway_arn   = "arn:aws:storagegateway:eu-west-1:111122223333:gateway/sgw-1"
  kms_encrypted = true
  kms_key_arn   = "arn:aws:kms:eu-west-1:111122223333:key/1"
}

resource "aws_storagegateway_nfs_file_share" "main" {
  gateway_arn  = "arn:aws:storagegateway:eu-west-1:111122223333:gateway/sgw-1"
  location_arn = "arn:aws:s3:::data"
  role_arn     = "arn:aws:iam::111122223333:role/gateway"
  client_list  = ["10.0.0.0/16"]
}

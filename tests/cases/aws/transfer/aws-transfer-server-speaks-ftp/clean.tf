resource "aws_transfer_server" "main" {
  endpoint_type = "VPC"
  protocols     = ["SFTP"]
}

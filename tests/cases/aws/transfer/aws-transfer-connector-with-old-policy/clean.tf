resource "aws_transfer_connector" "main" {
  access_role          = "arn:aws:iam::111122223333:role/transfer"
  security_policy_name = "TransferSFTPConnectorSecurityPolicy-2024-03"
  url                  = "sftp://example.com"
}

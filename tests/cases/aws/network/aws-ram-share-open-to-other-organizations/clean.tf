resource "aws_ram_resource_share" "net" {
  name                      = "net"
  allow_external_principals = false
}

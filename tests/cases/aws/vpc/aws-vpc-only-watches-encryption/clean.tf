resource "aws_vpc_encryption_control" "main" {
  vpc_id = "vpc-1"
  mode   = "enforce"
}

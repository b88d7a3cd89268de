resource "aws_vpc_endpoint_service_allowed_principal" "all" {
  vpc_endpoint_service_id = "vpce-svc-1"
  principal_arn           = "arn:aws:iam::111122223333:root"
}

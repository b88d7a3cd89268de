variable "it" {}

resource "aws_vpc_endpoint_service_allowed_principal" "all" {
  vpc_endpoint_service_id = "vpce-svc-1"
  principal_arn           = "${var.it}"
}

resource "google_apigee_instance" "example" {
  name = "orders"
}

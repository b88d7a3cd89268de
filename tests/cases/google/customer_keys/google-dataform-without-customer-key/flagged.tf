resource "google_dataform_repository" "example" {
  name = "orders"
}

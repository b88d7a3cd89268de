resource "google_healthcare_dataset" "example" {
  name = "orders"
}

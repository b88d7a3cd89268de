resource "google_cloudfunctions_function" "example" {
  name = "orders"
}

resource "google_notebooks_runtime" "example" {
  name = "orders"
}

resource "google_logging_project_bucket_config" "example" {
  name = "orders"
}

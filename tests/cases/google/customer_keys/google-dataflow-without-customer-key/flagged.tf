resource "google_dataflow_job" "example" {
  name = "orders"
}

resource "google_dataflow_job" "import" {
  name              = "import"
  template_gcs_path = "gs://example/template"
  temp_gcs_location = "gs://example/temp"
  ip_configuration  = "WORKER_IP_PRIVATE"
}

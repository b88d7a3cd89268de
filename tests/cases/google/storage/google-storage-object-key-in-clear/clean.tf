resource "google_storage_bucket_object" "report" {
  name   = "report.csv"
  bucket = "example-data"
  source = "report.csv"
}

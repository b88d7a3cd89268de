variable "key" {}

resource "google_storage_bucket_object" "report" {
  name   = "report.csv"
  bucket = "example-data"
  source = "report.csv"
  customer_encryption {
    encryption_key = var.key
  }
}

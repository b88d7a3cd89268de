resource "google_storage_bucket_object" "report" {
  name   = "report.csv"
  bucket = "example-data"
  source = "report.csv"
  customer_encryption {
    encryption_key = "gLRWmZYzhR8e9jKdFK5fN0hpCRHDGy3Jkl7UqpTFn7k="
  }
}

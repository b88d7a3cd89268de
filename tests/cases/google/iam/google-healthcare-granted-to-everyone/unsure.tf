variable "reader" {}

resource "google_healthcare_dataset_iam_member" "reader" {
  dataset_id = "your-dataset-id"
  role       = "roles/editor"
  member     = var.reader
}

resource "google_healthcare_dataset_iam_member" "reader" {
  dataset_id = "your-dataset-id"
  role       = "roles/editor"
  member     = "serviceAccount:reader@example-project.iam.gserviceaccount.com"
}

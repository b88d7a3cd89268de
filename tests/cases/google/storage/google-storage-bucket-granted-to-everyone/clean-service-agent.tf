terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
}

variable "project" {
  type = string
}

data "google_storage_project_service_account" "agent" {
  project = var.project
}

resource "google_storage_bucket" "invoices" {
  name     = "contoso-invoices"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "agent" {
  bucket = google_storage_bucket.invoices.name
  role   = "roles/storage.objectViewer"
  member = data.google_storage_project_service_account.agent.member
}

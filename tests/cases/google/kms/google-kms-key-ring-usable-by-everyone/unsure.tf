variable "member" {}

resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe-west1"
}


resource "google_kms_key_ring_iam_binding" "app" {
  key_ring_id = google_kms_key_ring.data.id
  role        = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  members     = [var.member]
}

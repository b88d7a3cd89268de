resource "google_kms_key_ring_iam_member" "app" {
  key_ring_id = "projects/example-project/locations/europe-west1/keyRings/data"
  role        = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member      = "allUsers"
}

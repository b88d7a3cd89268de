resource "google_kms_crypto_key_iam_member" "app" {
  crypto_key_id = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/data"
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:app@example-project.iam.gserviceaccount.com"
}

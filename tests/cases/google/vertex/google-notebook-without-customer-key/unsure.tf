variable "encryption" {}

resource "google_workbench_instance" "lab" {
  name     = "lab"
  location = "europe-west1-b"
  gce_setup {
    boot_disk {
      disk_encryption = var.encryption
      kms_key         = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
    }
  }
}

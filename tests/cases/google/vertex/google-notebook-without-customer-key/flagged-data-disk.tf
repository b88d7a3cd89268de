resource "google_workbench_instance" "lab" {
  name     = "lab"
  location = "europe-west1-b"
  gce_setup {
    boot_disk {
      disk_encryption = "CMEK"
      kms_key         = "projects/example-project/locations/eu/keyRings/data/cryptoKeys/sales"
    }
    data_disks {
      disk_type = "PD_SSD"
    }
  }
}

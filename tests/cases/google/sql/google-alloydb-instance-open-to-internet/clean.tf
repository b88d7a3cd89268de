resource "google_alloydb_instance" "main" {
  cluster       = "projects/example-project/locations/europe-west1/clusters/main"
  instance_id   = "main"
  instance_type = "PRIMARY"
  network_config {
    enable_public_ip = true
    authorized_external_networks {
      cidr_range = "192.0.2.0/24"
    }
  }
}

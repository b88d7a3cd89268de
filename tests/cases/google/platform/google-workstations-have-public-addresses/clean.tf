resource "google_workstations_workstation_config" "dev" {
  workstation_config_id  = "dev"
  workstation_cluster_id = "main"
  location               = "europe-west1"
  host {
    gce_instance {
      disable_public_ip_addresses = true
    }
  }
}

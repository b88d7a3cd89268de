resource "google_alloydb_instance" "db" {
  cluster       = "example"
  instance_id   = "db"
  instance_type = "PRIMARY"

  psc_instance_config {
    allowed_consumer_projects = []
  }
}

resource "google_notebooks_runtime" "example" {
  name = "orders"
  virtual_machine {
    virtual_machine_config {
      encryption_config {
        kms_key = "projects/example-project/locations/europe-west1/keyRings/data/cryptoKeys/orders"
      }
    }
  }
}

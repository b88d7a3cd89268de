variable "key" {}

resource "google_notebooks_runtime" "example" {
  name = "orders"
  virtual_machine {
    virtual_machine_config {
      encryption_config {
        kms_key = var.key
      }
    }
  }
}

variable "external" {}

resource "google_tpu_v2_vm" "train" {
  name            = "train"
  runtime_version = "tpu-vm-tf-2.13.0"
  network_config {
    enable_external_ips = var.external
  }
}

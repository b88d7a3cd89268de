resource "google_looker_instance" "reports" {
  name              = "reports"
  platform_edition  = "LOOKER_CORE_STANDARD"
  public_ip_enabled = false
}

variable "level" {}

resource "google_app_engine_standard_app_version" "web" {
  service = "web"
  runtime = "python312"
  handlers {
    url_regex      = ".*"
    security_level = var.level
  }
}

resource "google_cloudfunctions_function" "hook" {
  name                         = "hook"
  runtime                      = "python312"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_OPTIONAL"
}

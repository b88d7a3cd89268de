resource "google_cloudfunctions_function" "hook" {
  name         = "hook"
  runtime      = "python312"
  trigger_http = true
}

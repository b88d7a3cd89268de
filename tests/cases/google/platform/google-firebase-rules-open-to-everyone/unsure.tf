variable "rules" {}

resource "google_firebaserules_ruleset" "data" {
  source {
    files {
      name    = "firestore.rules"
      content = var.rules
    }
  }
}

resource "google_identity_platform_config" "auth" {
  sign_in {
    anonymous {
      enabled = false
    }
  }
}

resource "google_firebaserules_ruleset" "store" {
  source {
    files {
      name    = "firestore.rules"
      content = "service cloud.firestore {match /databases/{d}/documents { match /{doc=**} { allow read, write: if request.auth != null; } } }"
    }
  }
}

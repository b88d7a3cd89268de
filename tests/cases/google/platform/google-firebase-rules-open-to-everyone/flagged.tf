resource "google_firebaserules_ruleset" "data" {
  source {
    files {
      name    = "firestore.rules"
      content = "service cloud.firestore {match /databases/{database}/documents { match /{document=**} { allow read, write: if true; } } }"
    }
  }
}

resource "google_firebaserules_ruleset" "data" {
  source {
    files {
      name    = "firestore.rules"
      content = "service cloud.firestore {match /databases/{database}/documents { match /users/{user} { allow read: if request.auth.uid == user; } } }"
    }
  }
}

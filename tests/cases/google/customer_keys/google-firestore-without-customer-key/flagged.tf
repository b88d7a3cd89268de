resource "google_firestore_database" "example" {
  name = "orders"
}

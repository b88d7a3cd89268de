resource "google_document_ai_processor" "example" {
  name = "orders"
}

resource "aws_opensearchserverless_security_policy" "main" {
  name = "main"
  type = "encryption"
  policy = jsonencode({
    Rules       = [{ ResourceType = "collection", Resource = ["collection/main"] }]
    AWSOwnedKey = true
  })
}

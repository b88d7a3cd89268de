resource "aws_opensearchserverless_security_policy" "main" {
  name = "main"
  type = "network"
  policy = jsonencode([{
    Rules           = [{ ResourceType = "collection", Resource = ["collection/main"] }]
    AllowFromPublic = false
  }])
}

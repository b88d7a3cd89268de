resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = "builds"
  workload_identity_pool_provider_id = "github"
  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }
  attribute_condition = "assertion.repository_owner == 'example'"

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

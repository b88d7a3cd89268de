resource "google_apikeys_key" "web" {
  name = "web"
  restrictions {
    browser_key_restrictions {
      allowed_referrers = ["*"]
    }
  }
}

resource "google_apikeys_key" "web" {
  name = "web"
  restrictions {
    browser_key_restrictions {
      allowed_referrers = ["https://shop.example.com/*"]
    }
  }
}

resource "google_apikeys_key" "server" {
  name = "server"
  restrictions {
    server_key_restrictions {
      allowed_ips = ["198.51.100.7"]
    }
  }
}

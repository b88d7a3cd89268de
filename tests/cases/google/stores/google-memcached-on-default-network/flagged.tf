resource "google_memcache_instance" "cache" {
  name               = "cache"
  node_count         = 1
  authorized_network = "default"
  node_config {
    cpu_count      = 1
    memory_size_mb = 1024
  }
}

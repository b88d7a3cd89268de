resource "google_datastream_connection_profile" "orders" {
  display_name          = "orders"
  location              = "europe-west1"
  connection_profile_id = "orders"
  mysql_profile {
    hostname = "mysql.example.com"
    username = "reader"
  }
}

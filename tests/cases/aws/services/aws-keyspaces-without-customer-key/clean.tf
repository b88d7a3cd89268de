resource "aws_keyspaces_table" "main" {
  keyspace_name = "shop"
  table_name    = "orders"

  encryption_specification {
    type = "CUSTOMER_MANAGED_KMS_KEY"
  }
}

resource "aws_timestreaminfluxdb_db_instance" "main" {
  name                = "main"
  publicly_accessible = true
}

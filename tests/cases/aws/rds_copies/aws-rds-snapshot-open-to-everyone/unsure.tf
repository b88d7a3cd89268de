variable "it" {}

resource "aws_db_snapshot" "main" {
  db_instance_identifier = "main"
  db_snapshot_identifier = "before"
  shared_accounts        = ["${var.it}"]
}

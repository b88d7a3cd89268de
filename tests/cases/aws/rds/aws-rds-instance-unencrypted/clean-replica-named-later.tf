variable "stage" {}

resource "aws_db_instance" "main" {
  identifier        = "main-${var.stage}"
  engine            = "postgres"
  instance_class    = "db.t3.micro"
  storage_encrypted = true
}

resource "aws_db_instance" "copy" {
  identifier          = "copy"
  instance_class      = "db.t3.micro"
  replicate_source_db = aws_db_instance.main.identifier
}

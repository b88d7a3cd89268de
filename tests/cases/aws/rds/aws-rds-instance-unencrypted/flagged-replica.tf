resource "aws_db_instance" "main" {
  identifier        = "main"
  engine            = "postgres"
  instance_class    = "db.t3.micro"
}

resource "aws_db_instance" "copy" {
  identifier          = "copy"
  instance_class      = "db.t3.micro"
  replicate_source_db = aws_db_instance.main.identifier
}

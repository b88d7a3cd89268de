resource "aws_dms_replication_instance" "main" {
  replication_instance_id    = "main"
  replication_instance_class = "dms.t3.micro"
  kms_key_arn                = "arn:aws:kms:eu-west-1:111122223333:key/1"
}

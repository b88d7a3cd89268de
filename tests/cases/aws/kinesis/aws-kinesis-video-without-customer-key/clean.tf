resource "aws_kinesis_video_stream" "main" {
  name       = "door"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}

resource "aws_kinesis_video_stream" "main" {
  name       = "door"
  kms_key_id = null
}

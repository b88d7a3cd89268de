resource "aws_kms_key" "main" {
  description = "data"
}

resource "aws_iam_role" "reader" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kms_grant" "main" {
  key_id            = aws_kms_key.main.key_id
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt"]
}

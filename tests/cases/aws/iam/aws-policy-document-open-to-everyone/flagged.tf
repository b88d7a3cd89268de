data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["sns:Publish"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

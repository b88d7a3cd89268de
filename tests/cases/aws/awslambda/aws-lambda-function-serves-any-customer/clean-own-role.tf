resource "aws_iam_role" "steps" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_lambda_permission" "main" {
  action        = "lambda:InvokeFunction"
  function_name = "example"
  principal     = aws_iam_role.steps.arn
}

resource "aws_iot_policy" "main" {
  name = "device"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iot:Connect", Resource = "*" }]
  })
}

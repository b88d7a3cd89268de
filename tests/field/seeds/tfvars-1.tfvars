name    = "data"
open    = true
ports   = [22, 443]
tags    = { env = "prod", "cost center" = 7 }
network = [{ cidr = "10.0.0.0/8", public = false }]
text    = <<-EOT
  several
  lines
EOT

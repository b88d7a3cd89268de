variable "it" {}

resource "aws_neptunegraph_graph" "main" {
  graph_name          = "main"
  provisioned_memory  = 16
  public_connectivity = var.it
}

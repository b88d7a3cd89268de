resource "aws_eks_node_group" "main" {
  cluster_name  = "main"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-1"]

  remote_access {
    ec2_ssh_key               = "ops"
    source_security_group_ids = []
  }
}

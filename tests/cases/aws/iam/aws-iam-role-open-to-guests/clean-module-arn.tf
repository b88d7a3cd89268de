module "eks" {
  source = "terraform-aws-modules/eks/aws"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [module.eks.oidc_provider_arn]
    }
  }
}

resource "aws_iam_role" "pods" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

"""Configurations that mean the same: a rule, and the ways to write what it finds."""

import json

HEAD = 'AWSTemplateFormatVersion: "2010-09-09"\n'


def hcl(type, /, **arguments):
    """A resource of Terraform. Texts are quoted; `raw` text stands as it is."""
    raw = arguments.pop("raw", "")
    lines = "".join(f"  {key} = {json.dumps(value)}\n" for key, value in arguments.items())
    return f'resource "{type}" "main" {{\n{lines}{raw}\n}}\n'


def stack(type, /, **properties):
    """A template of one resource."""
    settings = f"    Properties: {json.dumps(properties)}\n" if properties else ""
    return f"{HEAD}Resources:\n  Main:\n    Type: {type}\n{settings}"


def resources(**declared):
    """A template of several: type and properties."""
    return (
        HEAD
        + "Resources:\n"
        + "".join(
            f"  {name}: {json.dumps({'Type': type, 'Properties': properties})}\n"
            for name, (type, properties) in declared.items()
        )
    )


PUBLIC = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}],
}
QUEUE = hcl("aws_sqs_queue", name="main")
RULES_OF_SSH = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
INGRESS = '    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]'
GROUP = hcl("aws_security_group", name="main")
OPEN = {"BlockPublicAcls": False, "IgnorePublicAcls": False, "BlockPublicPolicy": False, "RestrictPublicBuckets": False}
DOOR = hcl("aws_s3_bucket_public_access_block", bucket="data", ignore_public_acls=False)
OWNED = hcl(
    "aws_s3_bucket_ownership_controls", bucket="data", raw='  rule {\n    object_ownership = "ObjectWriter"\n  }'
)

SAME = {
    "a public queue": (
        "aws-sqs-queue-open-to-everyone",
        [
            hcl("aws_sqs_queue", name="main", policy=json.dumps(PUBLIC)),
            QUEUE
            + hcl(
                "aws_sqs_queue_policy",
                raw=f"  queue_url = aws_sqs_queue.main.id\n  policy = jsonencode({json.dumps(PUBLIC)})",
            ),
            QUEUE
            + hcl(
                "aws_sqs_queue_policy",
                raw=f"  queue_url = aws_sqs_queue.main.id\n  policy = <<-EOT\n{json.dumps(PUBLIC)}\nEOT",
            ),
            QUEUE
            + hcl(
                "aws_sqs_queue_policy",
                raw="  queue_url = aws_sqs_queue.main.id\n  policy = data.aws_iam_policy_document.all.json",
            )
            + """
data "aws_iam_policy_document" "all" {
  statement {
    actions   = ["sqs:*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
""",
            resources(
                Main=("AWS::SQS::Queue", {}),
                Policy=("AWS::SQS::QueuePolicy", {"Queues": [{"Ref": "Main"}], "PolicyDocument": PUBLIC}),
            ),
        ],
    ),
    "an open group": (
        "aws-security-group-open-to-internet-on-ssh",
        [
            hcl(
                "aws_security_group",
                name="main",
                raw=f"  ingress {{\n{INGRESS}\n  }}",
            ),
            GROUP
            + hcl(
                "aws_security_group_rule",
                type="ingress",
                from_port=22,
                to_port=22,
                protocol="tcp",
                cidr_blocks=["0.0.0.0/0"],
                raw="  security_group_id = aws_security_group.main.id",
            ),
            GROUP
            + hcl(
                "aws_vpc_security_group_ingress_rule",
                from_port=22,
                to_port=22,
                ip_protocol="tcp",
                cidr_ipv4="0.0.0.0/0",
                raw="  security_group_id = aws_security_group.main.id",
            ),
            stack("AWS::EC2::SecurityGroup", GroupDescription="main", SecurityGroupIngress=[RULES_OF_SSH]),
            resources(
                Main=("AWS::EC2::SecurityGroup", {"GroupDescription": "main"}),
                Ssh=("AWS::EC2::SecurityGroupIngress", {"GroupId": {"Ref": "Main"}, **RULES_OF_SSH}),
            ),
        ],
    ),
    "a public bucket": (
        "aws-s3-bucket-acl-open-to-everyone",
        [
            hcl("aws_s3_bucket", bucket="data", acl="public-read") + DOOR + OWNED,
            hcl("aws_s3_bucket", bucket="data")
            + hcl("aws_s3_bucket_acl", bucket="data", acl="public-read")
            + DOOR
            + OWNED,
            stack(
                "AWS::S3::Bucket",
                AccessControl="PublicRead",
                PublicAccessBlockConfiguration=OPEN,
                OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
            ),
        ],
    ),
    "a public object": (
        "aws-s3-object-open-to-everyone",
        [
            hcl(type, bucket="data", key="x", acl="public-read") + DOOR + OWNED + hcl("aws_s3_bucket", bucket="data")
            for type in ("aws_s3_object", "aws_s3_bucket_object")
        ],
    ),
    "a listener in clear": (
        "aws-load-balancer-listener-over-plain-http",
        [
            *(
                hcl(
                    type,
                    load_balancer_arn="arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1",
                    port=80,
                    protocol="HTTP",
                    raw='  default_action {\n    type = "forward"\n  }',
                )
                for type in ("aws_lb_listener", "aws_alb_listener")
            ),
            stack(
                "AWS::ElasticLoadBalancingV2::Listener",
                LoadBalancerArn="arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1",
                Port=80,
                Protocol="HTTP",
                DefaultActions=[{"Type": "forward"}],
            ),
        ],
    ),
    "a search domain in clear": (
        "aws-opensearch-domain-unencrypted",
        [
            *(hcl(type, domain_name="main") for type in ("aws_elasticsearch_domain", "aws_opensearch_domain")),
            stack("AWS::Elasticsearch::Domain", DomainName="main"),
            stack("AWS::OpenSearchService::Domain", DomainName="main"),
        ],
    ),
    "a cache in clear, in words and in truth": (
        "aws-elasticache-group-unencrypted",
        [
            hcl("aws_elasticache_replication_group", replication_group_id="main", at_rest_encryption_enabled="false"),
            hcl("aws_elasticache_replication_group", replication_group_id="main", at_rest_encryption_enabled=False),
            stack("AWS::ElastiCache::ReplicationGroup", AtRestEncryptionEnabled="False"),
            stack("AWS::ElastiCache::ReplicationGroup", AtRestEncryptionEnabled="false"),
            stack("AWS::ElastiCache::ReplicationGroup", AtRestEncryptionEnabled=False),
        ],
    ),
    "a block with gaps": (
        "aws-s3-public-access-block-has-gaps",
        [
            hcl("aws_s3_bucket", bucket="data")
            + hcl("aws_s3_bucket_public_access_block", bucket="data", block_public_acls=True),
            stack("AWS::S3::Bucket", PublicAccessBlockConfiguration={"BlockPublicAcls": True}),
        ],
    ),
    "a function's open URL": (
        "aws-lambda-url-open-to-everyone",
        [
            hcl("aws_lambda_function_url", function_name="app", authorization_type="NONE"),
            HEAD
            + "Transform: AWS::Serverless-2016-10-31\nResources:\n  App:\n    Type: AWS::Serverless::Function\n"
            + "    Properties: {Handler: app.handler, Runtime: python3.12, FunctionUrlConfig: {AuthType: NONE}}\n",
        ],
    ),
}

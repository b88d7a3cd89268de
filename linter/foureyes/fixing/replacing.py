"""Settings whose change makes a resource anew, and encryption that is turned on in place.

Facts: `createOnlyProperties` of the CloudFormation schemas (2026-10) and, for Terraform, the same settings as the AWS
provider 5 spells them; documentation of the azurerm (4) and google (6) providers ("changing this forces a new
resource").
"""

from __future__ import annotations

import re

from foureyes.model.resource import Resource

_ANEW = """
AWS::ApiGateway::DomainNameV2 SecurityPolicy
AWS::AppSync::ApiCache AtRestEncryptionEnabled TransitEncryptionEnabled
AWS::AutoScaling::LaunchConfiguration AssociatePublicIpAddress BlockDeviceMappings MetadataOptions
AWS::DAX::Cluster ClusterEndpointEncryptionType SSESpecification
AWS::DMS::ReplicationInstance PubliclyAccessible
AWS::DocDB::DBCluster StorageEncrypted
AWS::DocDB::GlobalCluster StorageEncrypted
AWS::EC2::Instance NetworkInterfaces BlockDeviceMappings
AWS::EC2::Volume Encrypted
AWS::ECR::Repository EncryptionConfiguration
AWS::ECS::TaskDefinition Volumes
AWS::ECS::TaskSet NetworkConfiguration
AWS::EFS::FileSystem Encrypted
AWS::EKS::Cluster EncryptionConfig
AWS::ElastiCache::ReplicationGroup AtRestEncryptionEnabled
AWS::ImageBuilder::ImageRecipe BlockDeviceMappings
AWS::MSK::Cluster EncryptionInfo.EncryptionAtRest EncryptionInfo.EncryptionInTransit.InCluster
AWS::MemoryDB::Cluster TLSEnabled
AWS::Neptune::DBCluster StorageEncrypted
AWS::Neptune::GlobalCluster StorageEncrypted
AWS::RDS::DBCluster PubliclyAccessible StorageEncrypted
AWS::RDS::DBInstance StorageEncrypted
AWS::RDS::GlobalCluster StorageEncrypted
AWS::S3::MultiRegionAccessPoint PublicAccessBlockConfiguration
AWS::SageMaker::DataQualityJobDefinition NetworkConfig
AWS::SageMaker::Model EnableNetworkIsolation
AWS::SageMaker::NotebookInstance DirectInternetAccess
AWS::Timestream::InfluxDBCluster PubliclyAccessible
AWS::Timestream::InfluxDBInstance PubliclyAccessible
aws_ami encrypted ebs_block_device
aws_ami_copy encrypted
aws_appsync_api_cache at_rest_encryption_enabled transit_encryption_enabled
aws_dax_cluster cluster_endpoint_encryption_type server_side_encryption
aws_db_instance storage_encrypted
aws_docdb_cluster storage_encrypted
aws_docdb_global_cluster storage_encrypted
aws_ebs_snapshot_copy encrypted
aws_ebs_volume encrypted
aws_ecr_repository encryption_configuration
aws_ecs_task_definition volume
aws_efs_file_system encrypted
aws_elasticache_cluster transit_encryption_enabled
aws_elasticache_replication_group at_rest_encryption_enabled transit_encryption_enabled
aws_elasticsearch_domain encrypt_at_rest node_to_node_encryption
aws_imagebuilder_image_recipe block_device_mapping
aws_instance associate_public_ip_address ebs_block_device root_block_device
aws_launch_configuration associate_public_ip_address ebs_block_device metadata_options root_block_device
aws_lb internal
aws_alb internal
aws_elb internal
aws_memorydb_cluster tls_enabled
aws_mq_broker publicly_accessible
aws_msk_cluster encryption_info.encryption_in_transit.in_cluster
aws_neptune_cluster storage_encrypted
aws_neptune_global_cluster storage_encrypted
aws_opensearch_domain encrypt_at_rest node_to_node_encryption
aws_rds_cluster storage_encrypted
aws_rds_global_cluster storage_encrypted
aws_s3_access_point public_access_block_configuration
aws_s3control_multi_region_access_point details
aws_sagemaker_data_quality_job_definition network_config
aws_sagemaker_model enable_network_isolation
aws_sagemaker_notebook_instance direct_internet_access
aws_spot_instance_request associate_public_ip_address ebs_block_device metadata_options root_block_device
aws_timestreaminfluxdb_db_instance publicly_accessible
AWS::ElasticLoadBalancing::LoadBalancer Scheme
AWS::ElasticLoadBalancingV2::LoadBalancer Scheme
azurerm_automation_variable encrypted
azurerm_hdinsight network encryption_in_transit_enabled tls_min_version compute_isolation disk_encryption
Microsoft.HDInsight/clusters properties
azurerm_netapp_pool encryption_type
azurerm_netapp_volume kerberos_enabled smb3_protocol_encryption_enabled
Microsoft.NetApp/ properties
azurerm_redis_enterprise_database client_protocol
Microsoft.Cache/redisEnterprise/databases properties.clientProtocol
azurerm_virtual_network_gateway_connection connection_protocol
Microsoft.Network/connections properties.connectionProtocol
azurerm_container_app_environment internal_load_balancer_enabled mutual_tls_enabled
azurerm_storage_account infrastructure_encryption_enabled
google_compute_instance confidential_instance_config
google_filestore_instance protocol
google_memcache_instance authorized_network
google_netapp_volume kerberos_enabled
google_redis_instance transit_encryption_mode
google_redis_cluster transit_encryption_mode authorization_mode
google_memorystore_instance transit_encryption_mode authorization_mode
google_dataproc_cluster cluster_config
google_compute_network auto_create_subnetworks
"""
"""A type, or how types begin, and the paths that none of its resources can change."""

_IN_PLACE = """
aws_api_gateway_method_settings aws_athena_workgroup aws_codebuild_project aws_codebuild_report_group
aws_dynamodb_table aws_ebs_encryption_by_default aws_ecs_cluster aws_glue_data_catalog_encryption_settings
aws_kinesis_firehose_delivery_stream aws_kinesis_stream aws_s3_bucket aws_sqs_queue aws_ssm_document
AWS::ApiGateway::Stage AWS::Athena::WorkGroup AWS::CodeBuild::Project AWS::CodeBuild::ReportGroup
AWS::DynamoDB::Table AWS::ECS::Cluster AWS::Glue::DataCatalogEncryptionSettings AWS::Kinesis::Stream
AWS::KinesisFirehose::DeliveryStream AWS::S3::Bucket AWS::SQS::Queue AWS::Serverless::Api
AWS::Serverless::SimpleTable
azurerm_disk_encryption_set azurerm_mssql_database azurerm_synapse_sql_pool azurerm_kusto_cluster
Microsoft.Compute/diskEncryptionSets Microsoft.Sql/servers/databases Microsoft.Synapse/workspaces/sqlPools
Microsoft.Kusto/clusters
"""

_PATHS = {words[0].lower(): tuple(words[1:]) for line in _ANEW.strip().splitlines() if (words := line.split())}
_TYPES = tuple(one.lower() for one in _IN_PLACE.split())
_DOUBLE = re.compile(r"double|infrastructure", re.IGNORECASE)


def replaces(resource: Resource, path: str) -> bool:
    """Whether changing what a path leads to makes the resource anew."""
    type, plain = resource.type.lower(), path.replace("[]", "").lower()
    for name, paths in _PATHS.items():
        if type == name or (name.endswith(("/", "_hdinsight")) and type.startswith(name)):
            return any(plain == one.lower() or plain.startswith(f"{one.lower()}.") for one in paths)
    return False


def encrypts_in_place(resource: Resource, path: str) -> bool:
    """Whether the service encrypts what is there already, or what is new, without another resource."""
    type = resource.type.lower()
    return type.startswith(_TYPES) and not _DOUBLE.search(path)

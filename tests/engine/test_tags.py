"""Tags are read in every language's spelling; what is unknown or secret stays out."""

import pytest

from foureyes.run import lint
from foureyes.sources.working_tree import WorkingTree

TERRAFORM = """
variable "owner" { type = string }
resource "aws_db_instance" "d" {
  publicly_accessible = true
  tags = { Data = "confidential", Owner = var.owner }
}
"""
GOOGLE = """
resource "google_storage_bucket_iam_member" "m" {
  bucket = google_storage_bucket.b.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
resource "google_sql_database_instance" "s" {
  settings {
    user_labels = { data = "confidential" }
    ip_configuration {
      authorized_networks { value = "0.0.0.0/0" }
    }
  }
}
resource "google_storage_bucket" "b" {
  name   = "b"
  labels = { data = "confidential" }
}
"""
BICEP = """
resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'a'
  location: 'westeurope'
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  tags: { Data: 'confidential' }
  properties: { supportsHttpsTrafficOnly: false }
}
"""
CLOUDFORMATION = """
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: true
      Tags:
        - {Key: Data, Value: confidential}
        - {Key: Owner, Value: !ImportValue owner}
"""


@pytest.mark.parametrize(
    ("name", "text", "type", "expected"),
    [
        ("main.tf", TERRAFORM, "aws_db_instance", {"Data": "confidential"}),
        ("main.bicep", BICEP, "Microsoft.Storage/storageAccounts", {"Data": "confidential"}),
        ("db.yaml", CLOUDFORMATION, "AWS::RDS::DBInstance", {"Data": "confidential"}),
        ("google.tf", GOOGLE, "google_storage_bucket", {"data": "confidential"}),
    ],
)
def test_tags(tmp_path, monkeypatch, name, text, type, expected):
    (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    found = [one.tags for one in lint(["."], WorkingTree()).findings if one.type == type]
    assert found
    assert all(one == expected for one in found)

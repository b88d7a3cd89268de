param accountName string
param public bool = false

resource invoices 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: public
  }
}

resource documents 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  name: '${accountName}/default/documents'
  properties: {
    publicAccess: public ? 'Container' : 'None'
  }
  dependsOn: [
    invoices
  ]
}

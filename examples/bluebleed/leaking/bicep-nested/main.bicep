param public bool = true

resource invoices 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosoinvoices'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: public
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource documents 'containers' = {
      name: 'documents'
      properties: {
        publicAccess: 'Container'
      }
    }
  }
}

param setting string

resource storageAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {}
}

resource fileService 'Microsoft.Storage/storageAccounts/fileServices@2023-05-01' = {
  parent: storageAccount
  name: 'default'
  properties: {
    protocolSettings: {
      smb: {
        versions: setting
      }
    }
  }
}

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

resource share 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  name: 'example/default/files'
  properties: {
    enabledProtocols: setting
  }
}

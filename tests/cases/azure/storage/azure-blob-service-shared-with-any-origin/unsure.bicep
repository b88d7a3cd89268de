param origin string

resource storageAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {}
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storageAccount
  name: 'default'
  properties: {
    cors: {
      corsRules: [
        {
          allowedHeaders: [
            '*'
          ]
          allowedMethods: [
            'GET'
          ]
          allowedOrigins: [
            origin
          ]
          exposedHeaders: [
            '*'
          ]
          maxAgeInSeconds: 60
        }
      ]
    }
  }
}

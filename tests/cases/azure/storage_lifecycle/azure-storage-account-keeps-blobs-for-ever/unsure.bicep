param strict bool

resource storageAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {}
}

resource managementPolicie 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: storageAccount
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old'
          type: 'Lifecycle'
          definition: {
            actions: {
              baseBlob: {
                delete: strict ? {
                  daysAfterModificationGreaterThan: 365
                } : null
              }
            }
          }
        }
      ]
    }
  }
}

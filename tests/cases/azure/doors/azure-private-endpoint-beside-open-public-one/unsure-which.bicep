param which string

resource open 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'open'
  location: 'westeurope'
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
}

resource closed 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'closed'
  location: 'westeurope'
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}

var ids = {
  open: open.id
  closed: closed.id
}

resource endpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    subnet: {
      id: 'example'
    }
    privateLinkServiceConnections: [
      {
        name: 'example'
        properties: {
          privateLinkServiceId: ids[which]
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

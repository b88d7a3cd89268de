resource configurationStore 'Microsoft.AppConfiguration/configurationStores@2023-03-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'standard'
  }
  properties: {}
}

resource privateEndpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    subnet: {
      id: '/subscriptions/0/subnets/example'
    }
    privateLinkServiceConnections: [
      {
        name: 'store'
        properties: {
          privateLinkServiceId: configurationStore.id
          groupIds: [
            'configurationStores'
          ]
        }
      }
    ]
  }
}

param private bool

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    tenantId: '00000000-0000-0000-0000-000000000000'
    sku: {
      family: 'A'
      name: 'standard'
    }
  }
}

resource privateEndpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = if (private) {
  name: 'example'
  location: 'westeurope'
  properties: {
    subnet: {
      id: '/subscriptions/0/subnets/example'
    }
    privateLinkServiceConnections: [
      {
        name: 'vault'
        properties: {
          privateLinkServiceId: vault.id
          groupIds: [
            'vault'
          ]
        }
      }
    ]
  }
}

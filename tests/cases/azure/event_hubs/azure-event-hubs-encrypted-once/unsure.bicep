param flag bool

resource example 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Premium'
    tier: 'Premium'
  }
  properties: {
    encryption: {
      keySource: 'Microsoft.KeyVault'
      requireInfrastructureEncryption: flag
    }
  }
}

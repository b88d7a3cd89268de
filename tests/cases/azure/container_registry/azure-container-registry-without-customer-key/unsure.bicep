param strict bool

resource registrie 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {
    encryption: {
      keyVaultProperties: {
        keyIdentifier: strict ? 'x' : null
      }
    }
  }
}

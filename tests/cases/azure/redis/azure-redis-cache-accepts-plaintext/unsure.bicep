param setting bool

resource redi 'Microsoft.Cache/redis@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sku: {
      name: 'Premium'
      family: 'P'
      capacity: 1
    }
    enableNonSslPort: setting
  }
}

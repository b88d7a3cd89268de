resource example 'Microsoft.Maps/accounts@2024-07-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'enabled'
  }
}

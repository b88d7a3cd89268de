resource redisEnterprise 'Microsoft.Cache/redisEnterprise@2024-10-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Balanced_B3'
  }
  properties: {
    publicNetworkAccess: 'Enabled'
  }
}

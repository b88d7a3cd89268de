resource redisEnterprise 'Microsoft.Cache/redisEnterprise@2024-10-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Enterprise_E10'
  }
  properties: {
    minimumTlsVersion: '1.2'
  }
}

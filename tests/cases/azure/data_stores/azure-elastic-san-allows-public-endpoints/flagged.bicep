resource elasticSan 'Microsoft.ElasticSan/elasticSans@2023-01-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Enabled'
  }
}

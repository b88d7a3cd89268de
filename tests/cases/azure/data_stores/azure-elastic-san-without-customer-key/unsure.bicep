param setting string

resource elasticSan 'Microsoft.ElasticSan/elasticSans@2023-01-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource volumegroup 'Microsoft.ElasticSan/elasticSans/volumegroups@2023-01-01' = {
  parent: elasticSan
  name: 'group'
  properties: {
    encryption: setting
  }
}

param setting string

resource searchService 'Microsoft.Search/searchServices@2024-06-01-preview' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'standard'
  }
  properties: {
    publicNetworkAccess: setting
  }
}

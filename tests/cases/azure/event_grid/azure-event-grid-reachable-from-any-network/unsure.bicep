param setting string

resource domain 'Microsoft.EventGrid/domains@2024-06-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}

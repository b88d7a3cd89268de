param setting string

resource namespace 'Microsoft.EventGrid/namespaces@2024-06-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}

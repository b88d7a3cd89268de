resource example 'Microsoft.EventGrid/partnerNamespaces@2024-06-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}

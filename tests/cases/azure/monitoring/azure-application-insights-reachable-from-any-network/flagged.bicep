resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: 'example'
  location: 'westeurope'
  kind: 'web'
  properties: {
    publicNetworkAccessForIngestion: 'Disabled'
  }
}

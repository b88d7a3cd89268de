param setting string

resource staticSite 'Microsoft.Web/staticSites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}

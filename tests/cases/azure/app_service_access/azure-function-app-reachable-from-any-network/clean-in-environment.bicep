resource example 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    publicNetworkAccess: 'Enabled'
    hostingEnvironmentProfile: {
      id: 'example'
    }
  }
}

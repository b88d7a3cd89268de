param setting string

resource managedEnvironment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: setting
  }
}

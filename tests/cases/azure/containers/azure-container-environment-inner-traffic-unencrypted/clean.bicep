resource managedEnvironment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    peerTrafficConfiguration: {
      encryption: {
        enabled: true
      }
    }
  }
}

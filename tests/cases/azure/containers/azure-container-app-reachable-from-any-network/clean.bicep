resource managedEnvironment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource containerApp 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    managedEnvironmentId: managedEnvironment.id
    configuration: {
      ingress: {
        targetPort: 80
        external: false
      }
    }
  }
}

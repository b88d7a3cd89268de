param origins array

resource example 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    configuration: {
      ingress: {
        targetPort: 80
        corsPolicy: {
          allowedOrigins: origins
        }
      }
    }
  }
}

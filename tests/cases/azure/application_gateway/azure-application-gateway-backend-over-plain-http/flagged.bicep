resource applicationGateway 'Microsoft.Network/applicationGateways@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    backendHttpSettingsCollection: [
      {
        name: 'settings'
        properties: {
          port: 80
          protocol: 'Http'
        }
      }
    ]
  }
}

resource applicationGateway 'Microsoft.Network/applicationGateways@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    httpListeners: [
      {
        name: 'web'
        properties: {
          protocol: 'Http'
        }
      }
    ]
    requestRoutingRules: [
      {
        name: 'rule'
        properties: {
          httpListener: {
            id: resourceId('Microsoft.Network/applicationGateways/httpListeners', 'example', 'web')
          }
          redirectConfiguration: {
            id: resourceId('Microsoft.Network/applicationGateways/redirectConfigurations', 'example', 'tls')
          }
        }
      }
    ]
  }
}

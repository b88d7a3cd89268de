resource applicationGateway 'Microsoft.Network/applicationGateways@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sslPolicy: {
      policyType: 'Predefined'
      policyName: 'AppGwSslPolicy20220101S'
    }
  }
}

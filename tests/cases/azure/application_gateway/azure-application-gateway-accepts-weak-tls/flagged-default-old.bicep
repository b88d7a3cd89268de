resource applicationGateway 'Microsoft.Network/applicationGateways@2022-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

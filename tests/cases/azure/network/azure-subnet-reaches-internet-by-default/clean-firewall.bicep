resource example 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
  name: 'example/GatewaySubnet'
  properties: {
    addressPrefix: '10.0.0.0/26'
    defaultOutboundAccess: true
  }
}

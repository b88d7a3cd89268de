resource virtualNetworkGateway 'Microsoft.Network/virtualNetworkGateways@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    vpnClientConfiguration: {
      vpnClientProtocols: [
        'OpenVPN'
      ]
    }
  }
}

resource publicIPAddress 'Microsoft.Network/publicIPAddresses@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource loadBalancer 'Microsoft.Network/loadBalancers@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    frontendIPConfigurations: [
      {
        name: 'front'
        properties: {
          publicIPAddress: {
            id: publicIPAddress.id
          }
        }
      }
    ]
    inboundNatRules: [
      {
        name: 'admin'
        properties: {
          protocol: 'Tcp'
          frontendPort: 5000
          backendPort: 22
        }
      }
    ]
  }
}

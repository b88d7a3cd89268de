resource example 'Microsoft.Network/networkSecurityGroups@2024-01-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    securityRules: [
      {
        name: 'example'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourcePortRange: '*'
          destinationPortRange: '22'
          sourceAddressPrefix: '0.0.0.0'
          destinationAddressPrefix: '*'
        }
      }
    ]
  }
}

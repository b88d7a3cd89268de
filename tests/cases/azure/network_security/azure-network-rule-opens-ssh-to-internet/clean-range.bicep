resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
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
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
          sourceAddressPrefix: '*'
        }
      }
    ]
  }
}

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
          destinationPortRanges: [
            '443'
            '80'
          ]
          sourceAddressPrefixes: [
            '0.0.0.0/0'
          ]
        }
      }
    ]
  }
}

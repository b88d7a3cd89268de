param setting array

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
            '22'
          ]
          sourceAddressPrefixes: setting
        }
      }
    ]
  }
}

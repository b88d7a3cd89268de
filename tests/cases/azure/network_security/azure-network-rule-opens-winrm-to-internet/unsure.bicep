param setting string

resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    securityRules: []
  }
}

resource securityRule 'Microsoft.Network/networkSecurityGroups/securityRules@2023-11-01' = {
  parent: networkSecurityGroup
  name: 'rule'
  properties: {
    priority: 100
    direction: 'Inbound'
    access: 'Allow'
    protocol: 'Tcp'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '5985-5986'
    sourceAddressPrefix: setting
  }
}

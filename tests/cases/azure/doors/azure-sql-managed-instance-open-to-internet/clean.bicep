resource group 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    securityRules: [
      {
        name: 'sql'
        properties: {
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourcePortRange: '*'
          destinationPortRange: '3342'
          sourceAddressPrefix: '203.0.113.0/24'
          destinationAddressPrefix: '*'
        }
      }
    ]
  }
}

resource subnet 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' = {
  name: 'example/example'
  properties: {
    addressPrefix: '10.0.1.0/24'
    networkSecurityGroup: {
      id: group.id
    }
  }
}

resource instance 'Microsoft.Sql/managedInstances@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'GP_Gen5'
  }
  properties: {
    subnetId: subnet.id
    publicDataEndpointEnabled: true
  }
}

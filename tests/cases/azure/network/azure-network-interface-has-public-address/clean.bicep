resource virtualNetwork 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
      ]
    }
  }
}

resource subnet 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' = {
  parent: virtualNetwork
  name: 'inner'
  properties: {
    addressPrefix: '10.0.1.0/24'
  }
}

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

resource networkInterface 'Microsoft.Network/networkInterfaces@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    ipConfigurations: [
      {
        name: 'inner'
        properties: {
          subnet: {
            id: subnet.id
          }
        }
      }
    ]
  }
}

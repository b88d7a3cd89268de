param setting bool

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
    defaultOutboundAccess: setting
  }
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
      ]
    }
    encryption: {
      enabled: true
    }
  }
}

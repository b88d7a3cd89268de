param setting string

resource publicIPAddress 'Microsoft.Network/publicIPAddresses@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: setting
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource networkInterface 'Microsoft.Network/networkInterfaces@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    enableIPForwarding: false
  }
}

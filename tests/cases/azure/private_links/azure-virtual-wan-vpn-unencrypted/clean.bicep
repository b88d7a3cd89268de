resource example 'Microsoft.Network/virtualWans@2024-01-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    disableVpnEncryption: false
  }
}

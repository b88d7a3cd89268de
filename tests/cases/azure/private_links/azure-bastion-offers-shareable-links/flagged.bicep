resource bastionHost 'Microsoft.Network/bastionHosts@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard'
  }
  properties: {
    enableShareableLink: true
  }
}
